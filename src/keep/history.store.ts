import { sql } from "kysely"
import type { CustomerId, PrincipalId, RecordId } from "#kernel"
import type { Tx } from "#store"
import type { CustomerTable } from "./keep-tables.ts"

/** Why something ended, and by whom. */
export interface Ending {
  readonly cause: string
  readonly batch: number | null
  readonly principal: PrincipalId | null
}

/** A golden row that is in force no longer; `updated` is since when it was. */
export interface PastRow extends CustomerTable, Ending {
  readonly until: Date
}

export interface PastWindow {
  readonly customer: CustomerId
  /** Only rows that began before. */
  readonly before: Date | undefined
  readonly limit: number
}

/** Golden rows that were replaced, the latest first. Cost: along the key of the history. */
export async function readPast(
  tx: Tx,
  { customer, before, limit }: PastWindow,
): Promise<readonly PastRow[]> {
  const earlier = before === undefined ? sql`true` : sql`h.since < ${before}::timestamptz`
  const { rows } = await sql<PastRow>`
    select g.*, h.until, h.cause, h.batch, h.principal
    from customer_history h cross join lateral jsonb_populate_record(
      null::customer, h.golden || jsonb_build_object('members', to_jsonb(h.members))) g
    where h.customer = ${customer}::uuid and ${earlier}
    order by h.until desc, h.version desc limit ${limit}`.execute(tx.tables())
  return rows
}

/** What brought a record to a customer of its own at an instant. */
export interface Origin extends Omit<Ending, "cause"> {
  /** `null` where it came with evidence: then the batch says how. */
  readonly cause: string | null
  readonly bare: boolean
}

/**
 * How a customer began at an instant: either its oldest record left another customer, whose row says
 * why, or it was first heard of, or heard of again, by a batch.
 */
export async function readOrigin(tx: Tx, record: RecordId, at: Date): Promise<Origin | undefined> {
  const { rows } = await sql<Origin>`
    select o.cause, case when o.cause is null then nullif(coalesce(t.batch, r.batch), 0) else o.batch end as batch, o.principal,
      coalesce(t.bare, r.bare) as bare
    from record r
    left join lateral (select h.batch, h.bare from record_history h
      where h.record = r.id and h.until > ${at}::timestamptz order by h.until, h.n limit 1) t on true
    left join lateral (select c.cause, c.batch, c.principal
      from record_history h join customer_history c on c.customer = h.customer and c.until = h.until
      where h.record = r.id and h.until = ${at}::timestamptz limit 1) o on true
    where r.id = ${record}::uuid`.execute(tx.tables())
  return rows[0]
}
