import { sql } from "kysely"
import type { Tx } from "#store"

/** What the current run says of one customer. */
export interface RfmRow {
  readonly customer: string
  readonly no: number
  readonly recency_days: number
  readonly frequency: number
  /** Minor units of the currency. */
  readonly monetary: number
  readonly currency: string
  readonly r: number
  readonly f: number
  readonly m: number
  readonly segment: string
  readonly last_purchase: string
}

export interface RfmPage {
  /** Only customers behind this one: the last of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

/** The current run, customer by customer in the order of their ids, a page at a time. */
export async function readRfmRows(tx: Tx, { after, limit }: RfmPage): Promise<readonly RfmRow[]> {
  const { rows } = await sql<RfmRow>`
    select t.customer, c.no, t.recency_days, t.frequency, t.monetary, trim(t.currency) as currency,
      t.r, t.f, t.m, t.segment, t.last_purchase::text as last_purchase
    from trait_rfm t
    join model_run run on run.id = t.run and run.current and run.analysis = 'rfm'
    join customer_view c on c.id = t.customer
    where ${after ?? null}::uuid is null or t.customer > ${after ?? null}::uuid
    order by t.customer limit ${limit}`.execute(tx.tables<unknown>())
  return rows
}
