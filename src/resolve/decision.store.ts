import { sql } from "kysely"
import type { PrincipalId, RecordId } from "#kernel"
import type { Tx } from "#store"
import { shadowPattern, type Link } from "./link.ts"

/** Two records that somebody decided about, in any order. */
export type DecidedPair = readonly [RecordId, RecordId]

/** What one person decided at one time; its links stand and fall together. */
export interface Decision {
  /** Counted from 1. Its links have this number, negative, where those of runs have the run's. */
  readonly number: number
  readonly by: PrincipalId
  /** A code, never words: links outlive the erasure of values. */
  readonly reason: string
  readonly made: Date
}

/** The next decision: later than every other, also where two fall into one thousandth of a second. */
export async function openDecision(
  tx: Tx,
  { by, reason, now }: Pick<Decision, "by" | "reason"> & { readonly now: Date },
): Promise<Decision> {
  const { rows } = await sql<{ first: number; last: Date | null }>`
    select coalesce(min(run), 0) as first, max(made) as last from link where run < 0`.execute(
    tx.tables(),
  )
  const [row] = rows
  const last = row?.last?.getTime() ?? 0
  const made = new Date(Math.max(now.getTime(), last + 1))
  return { number: 1 - (row?.first ?? 0), by, reason, made }
}

/** Says of each pair that it must, or cannot, be one customer. */
export async function addDecided(
  tx: Tx,
  { number, by, reason, made }: Decision,
  { kind, pairs }: { readonly kind: "must" | "cannot"; readonly pairs: readonly DecidedPair[] },
): Promise<void> {
  const rows = pairs
    .map(([one, other]) => (one < other ? [one, other] : [other, one]))
    .map(([a = "", b = ""]) => [a, b, kind, 0, "", -number, by, reason, made])
  const columns = [
    "a",
    "b",
    "kind",
    "millibits",
    "pattern",
    "run",
    "by_user",
    "reason",
    "made",
  ] as const
  if (rows.length > 0) await tx.copyIn({ table: "link", columns }, rows)
}

/** A link of a decision, in force or taken back. */
export interface DecidedLink extends Pick<Link, "a" | "b"> {
  readonly isTakenBack: boolean
}

/** The links of a decision; none where nobody ever made it. */
export async function readDecided(tx: Tx, number: number): Promise<readonly DecidedLink[]> {
  const { rows } = await sql<DecidedLink>`
    select a, b, taken_back is not null as "isTakenBack" from link where run = ${-number}
    order by a, b`.execute(tx.tables())
  return rows
}

/** From now on the links of a decision say nothing; that they were made stays known. */
export async function takeDecidedBack(tx: Tx, number: number, now: Date): Promise<void> {
  await sql`update link set taken_back = ${now} where run = ${-number} and taken_back is null`.execute(
    tx.tables(),
  )
}

/** A record that holds what people typed about another is always of the same customer. */
export async function tieShadow(tx: Tx, anchor: RecordId, shadow: RecordId): Promise<void> {
  const [a, b] = anchor < shadow ? [anchor, shadow] : [shadow, anchor]
  const columns = ["a", "b", "kind", "millibits", "pattern", "run"]
  await tx.copyIn({ table: "link", columns }, [[a, b, "must", 0, shadowPattern, 0]])
}

/** A link that a person decided, in force or taken back. */
export interface DecisionLink extends Pick<Link, "a" | "b"> {
  readonly decision: number
  readonly kind: "must" | "cannot"
  readonly by: PrincipalId
  readonly reason: string
  readonly made: Date
  readonly takenBack: Date | null
}

/** Every link that people decided about any of these records, the latest decision first. */
export async function readDecisionsAbout(
  tx: Tx,
  records: readonly RecordId[],
): Promise<readonly DecisionLink[]> {
  const { rows } = await sql<DecisionLink>`
    select a, b, -run as decision, kind, by_user as by, coalesce(reason, 'other') as reason, made,
      taken_back as "takenBack"
    from link where run < 0 and (a = any(${records}::uuid[]) or b = any(${records}::uuid[]))
    order by run, a, b`.execute(tx.tables())
  return rows
}
