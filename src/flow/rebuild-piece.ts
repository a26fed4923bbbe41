import {
  differingColumns,
  evidence,
  goldenRowOf,
  readCustomers,
  retireCustomers,
  tell,
  type Cause,
  type KeepRules,
} from "#keep"
import type { CustomerId, LiveRecord, RecordId } from "#kernel"
import { readLinks } from "#resolve"
import type { Tx } from "#store"
import type { FlowPorts } from "./flow-ports.ts"
import { keepPiece } from "./keep-piece.ts"
import { customersOf, groupsOf } from "./whole-base.ts"

/** One value that is not what evidence, links and rules make of it. */
export interface Difference {
  readonly table: "record" | "customer"
  readonly id: string
  readonly column: string
}

/** Records that nothing outside depends on, as they are and as they should be. */
export interface Examined {
  readonly records: readonly LiveRecord[]
  readonly customerOf: ReadonlyMap<RecordId, CustomerId>
  /** How many customers they make. */
  readonly customers: number
  readonly differences: readonly Difference[]
  /** Golden rows whose customer no record names, and lost ones, whose search words may be left. */
  readonly orphans: readonly CustomerId[]
  /** Customers that records name and that are no record's id: none, unless the table is damaged. */
  readonly strangers: readonly CustomerId[]
}

/** Holds the records of a piece and their customers against what links and rules make of them. */
export async function examine(
  tx: Tx,
  ids: readonly RecordId[],
  rules: KeepRules,
): Promise<Examined> {
  const records = await evidence.current(tx, ids)
  const customerOf = customersOf(records, await readLinks(tx, ids))
  const groups = groupsOf(records, customerOf)
  const owners = new Set(records.map(({ customer }) => customer))
  const kept = new Map(
    (await readCustomers(tx, [...new Set([...ids, ...owners])])).map((row) => [row.id, row]),
  )
  const moved = records
    .filter(({ id, customer }) => customerOf.get(id) !== customer)
    .map(({ id }): Difference => ({ table: "record", id, column: "customer" }))
  const differences: Difference[] = [...moved]
  const differ = (id: CustomerId, column: string) =>
    differences.push({ table: "customer", id, column })
  for (const [id, members] of groups) {
    const row = kept.get(id)
    const golden = goldenRowOf(id, members, rules)
    const columns = row === undefined ? ["id"] : differingColumns({ ...row }, golden)
    for (const column of columns) differ(id, column)
  }
  const surplus = [...kept.keys()].filter((id) => !groups.has(id))
  for (const id of surplus) differ(id, "id")
  const lost = [...groups.keys()].filter((id) => !kept.has(id))
  const unnamed = [...kept.keys()].filter((id) => !owners.has(id))
  const known = new Set(ids)
  const strangers = [...owners].filter((id) => !known.has(id))
  return {
    records,
    customerOf,
    customers: groups.size,
    differences,
    orphans: [...lost, ...unnamed],
    strangers,
  }
}

/** Why and by whom a piece is mended. */
export interface Mending {
  readonly rules: KeepRules
  readonly cause: Cause
}

/** Writes what should be where the tables say something else. */
export async function mendPiece(
  { journal }: FlowPorts,
  tx: Tx,
  { examined, rules, cause }: Mending & { readonly examined: Examined },
): Promise<void> {
  if (examined.differences.length === 0) return
  await retireCustomers(tx, examined.orphans, cause)
  await tell({ tx, journal, cause }, "customer/changed", examined.orphans)
  const nothing = { born: [], replaced: [], superseded: [], promoted: [] }
  const { customerOf } = examined
  const changes = changesOf(examined)
  await keepPiece({ tx, rules, journal, cause }, { changes, customerOf, evidence: nothing })
}

/** All records of customers that differ, before and after, told as changed so that they are written. */
function changesOf({ records, customerOf, differences }: Examined) {
  const ownersOf = ({ id, customer }: LiveRecord) => [customer, customerOf.get(id) ?? customer]
  const wrong = new Set(differences.map(({ id }) => id))
  const affected = new Set(
    records
      .filter((record) => [record.id, ...ownersOf(record)].some((id) => wrong.has(id)))
      .flatMap(ownersOf),
  )
  return records
    .filter((record) => ownersOf(record).some((owner) => affected.has(owner)))
    .map((record) => ({ id: record.id, before: record, after: { ...record } }))
}
