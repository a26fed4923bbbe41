import type { CustomerId, PrincipalId, RecordId } from "#kernel"
import { readDecisionsAbout, type DecisionLink } from "#resolve"
import type { Tx } from "#store"
import { readVisibleBriefs, type CustomerBrief } from "./brief.ts"
import { customersOfRecords } from "./case.store.ts"
import { findCustomer, type Reader } from "./find-customer.store.ts"

/** What a person decided about records of a customer. */
export interface KeptDecision {
  readonly decision: number
  /** `must`: they are one. `cannot`: they are not. */
  readonly kind: "must" | "cannot"
  readonly by: PrincipalId
  readonly reason: string
  readonly made: string
  readonly takenBack: string | null
  /** Records of this customer that it speaks of. */
  readonly records: RecordId[]
  /** Other customers whose records it speaks of, as far as the reader may see them. */
  readonly others: CustomerBrief[]
}

/**
 * The decisions that people made about a customer, the latest first, also those taken back. From whom
 * it is kept apart is what those of kind `cannot` that are in force say of others.
 * @throws Failure "keep/unknown-customer"
 */
export async function readDecisions(
  tx: Tx,
  asked: string,
  reader: Reader,
): Promise<KeptDecision[]> {
  const { row } = await findCustomer(tx, asked, reader)
  const links = await readDecisionsAbout(tx, row.members)
  const ends = [...new Set(links.flatMap(({ a, b }) => [a, b]))]
  const customerOf = await customersOfRecords(tx, ends)
  const briefs = await readVisibleBriefs(tx, [...new Set(customerOf.values())], reader)
  const known = new Map(briefs.map((one) => [one.id, one]))
  const near = { id: row.id, own: row.members, customerOf, briefs: known }
  const made = Map.groupBy(links, ({ decision }) => decision)
  return Array.from(made.values(), (some) => told(some, near)).flat()
}

interface Near {
  readonly id: CustomerId
  readonly own: readonly RecordId[]
  readonly customerOf: ReadonlyMap<RecordId, CustomerId>
  readonly briefs: ReadonlyMap<CustomerId, CustomerBrief>
}

function told(links: readonly DecisionLink[], near: Near): KeptDecision[] {
  const [first] = links
  if (first === undefined) return []
  const { decision, kind, by, reason, made, takenBack } = first
  const ends = [...new Set(links.flatMap(({ a, b }) => [a, b]))]
  const elsewhere = ends.flatMap((end) => near.customerOf.get(end) ?? [])
  const others = [...new Set(elsewhere)].filter((customer) => customer !== near.id)
  return [
    {
      decision,
      kind,
      by,
      reason,
      made: made.toISOString(),
      takenBack: takenBack?.toISOString() ?? null,
      records: near.own.filter((record) => ends.includes(record)),
      others: others.flatMap((customer) => near.briefs.get(customer) ?? []),
    },
  ]
}
