import type { CustomerId, LiveRecord, RecordId } from "#kernel"
import type { Move } from "./record.store.ts"

/** A record before and after; absent where there is no live evidence. */
export interface MovedRecord {
  readonly id: RecordId
  readonly before: LiveRecord | undefined
  readonly after: LiveRecord | undefined
}

/** What follows for records and customers from where records now belong. */
export interface Affected {
  /** Records whose customer is another, or none. */
  readonly moves: readonly Move[]
  /** Customers to choose golden values for, with all their records. */
  readonly groups: ReadonlyMap<CustomerId, readonly LiveRecord[]>
  /** Customers that had a part in it and may have a golden row. */
  readonly before: ReadonlySet<CustomerId>
  /** Those of the groups that came together out of several. */
  readonly joined: ReadonlySet<CustomerId>
}

/** Only customers that lost, got or kept a record that changed; their neighbours stay untouched. */
export function affectedBy(
  changes: readonly MovedRecord[],
  customerOf: ReadonlyMap<RecordId, CustomerId>,
): Affected {
  const touched = new Set<CustomerId>()
  const moves: Move[] = []
  const heirs = heirsOf(changes, customerOf)
  for (const { id, before, after } of changes) {
    const customer = after === undefined ? undefined : customerOf.get(id)
    if (before === after && before?.customer === customer) continue
    if (before !== undefined) touched.add(before.customer)
    if (customer !== undefined) touched.add(customer)
    if (before?.customer === customer) continue
    const last = customer === undefined && before ? before.customer : undefined
    moves.push({ record: id, customer, lastCustomer: last && (heirs.get(last) ?? last) })
  }
  return { moves, ...groupsOf(changes, { customerOf, touched }) }
}

/** Where the rest of a customer went: to whom its oldest record that is left belongs. */
function heirsOf(
  changes: readonly MovedRecord[],
  customerOf: ReadonlyMap<RecordId, CustomerId>,
): ReadonlyMap<CustomerId, CustomerId> {
  const oldest = new Map<CustomerId, LiveRecord>()
  for (const { before, after } of changes) {
    if (before === undefined || after === undefined) continue
    const known = oldest.get(before.customer)
    if (known === undefined || after.birth < known.birth) oldest.set(before.customer, after)
  }
  const heirs = new Map<CustomerId, CustomerId>()
  for (const [customer, { id }] of oldest) heirs.set(customer, customerOf.get(id) ?? id)
  return heirs
}

interface Grouping {
  readonly customerOf: ReadonlyMap<RecordId, CustomerId>
  readonly touched: ReadonlySet<CustomerId>
}

function groupsOf(changes: readonly MovedRecord[], { customerOf, touched }: Grouping) {
  const groups = new Map<CustomerId, LiveRecord[]>()
  const origins = new Map<CustomerId, RecordId>()
  const before = new Set<CustomerId>()
  const joined = new Set<CustomerId>()
  for (const { id, before: was, after } of changes) {
    if (was !== undefined && touched.has(was.customer)) before.add(was.customer)
    const customer = after === undefined ? undefined : customerOf.get(id)
    if (after === undefined || customer === undefined || !touched.has(customer)) continue
    const group = groups.get(customer)
    if (group === undefined) groups.set(customer, [after])
    else group.push(after)
    const origin = was?.customer ?? id
    if ((origins.get(customer) ?? origin) !== origin) joined.add(customer)
    origins.set(customer, origin)
  }
  return { groups, before, joined }
}
