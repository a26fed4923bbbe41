import { readMemberships, type IdPage } from "#keep"
import type { CustomerId, LiveRecord, RecordId } from "#kernel"
import { Crowd, identityOf, linkedPairs, partition, Roster, sharedKeys, type Link } from "#resolve"
import type { Tx } from "#store"

const pageSize = 20_000

/** Pages of what is told by id, until there is no more. */
export async function* pagesOf<Row extends { readonly id: RecordId }>(
  read: (page: IdPage) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  for (let after: RecordId | undefined; ;) {
    const page = await read({ after, limit: pageSize })
    yield page
    after = page.at(-1)?.id
    if (page.length < pageSize) return
  }
}

/**
 * Every live record, to be taken in pieces that nothing outside depends on: whoever is linked, or of
 * one customer now, is in one piece. Their values stay in the database.
 */
export async function everybody(tx: Tx): Promise<Crowd> {
  const memberships = () => pagesOf((page) => readMemberships(tx, page))
  const roster = new Roster()
  for await (const page of memberships()) for (const { id } of page) roster.add(id)
  const crowd = new Crowd(roster)
  for await (const pairs of linkedPairs(tx)) for (const [a, b] of pairs) crowd.unite(a, b)
  const firstOf = new Map<CustomerId, RecordId>()
  for await (const page of memberships()) {
    for (const { id, customer } of page) {
      if (crowd.has(customer)) crowd.unite(id, customer)
      else uniteStrays(crowd, firstOf, { id, customer })
    }
  }
  return crowd
}

interface Stray {
  readonly id: RecordId
  readonly customer: CustomerId
}

/** A customer without a record of its name: there is none, unless the table is damaged. */
function uniteStrays(crowd: Crowd, firstOf: Map<CustomerId, RecordId>, { id, customer }: Stray) {
  const first = firstOf.get(customer)
  if (first === undefined) firstOf.set(customer, id)
  else crowd.unite(first, id)
}

/** The same, and whoever shares a key is in one piece too. */
export async function everybodyByKeys(tx: Tx): Promise<Crowd> {
  const crowd = await everybody(tx)
  for await (const groups of sharedKeys(tx)) for (const group of groups) crowd.uniteAll(group)
  return crowd
}

/** Who is whose among the records of a piece. */
export function customersOf(
  records: readonly LiveRecord[],
  links: readonly Link[],
): ReadonlyMap<RecordId, CustomerId> {
  const documented = records.map((record) => {
    return { id: record.id, birth: record.birth, identity: identityOf(record) }
  })
  return partition(documented, links).customerOf
}

/** Records by the customer they belong to. */
export function groupsOf(
  records: readonly LiveRecord[],
  customerOf: ReadonlyMap<RecordId, CustomerId>,
): ReadonlyMap<CustomerId, readonly LiveRecord[]> {
  return Map.groupBy(records, ({ id }) => customerOf.get(id) ?? id)
}
