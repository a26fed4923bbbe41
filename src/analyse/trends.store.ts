import { sql, type RawBuilder } from "kysely"
import { viewsAsOf, type Printed } from "#keep"
import type { Tx } from "#store"
import type { Beginning, CountedStep, Step } from "./trends.ts"

interface Beginnings {
  readonly beginning: Beginning
  readonly step: Step
  readonly asOf: Date | undefined
}

/** Customers that satisfy a printed question by the step in which they began. Cost: one pass. */
export async function countBeginnings(
  tx: Tx,
  { beginning, step, asOf }: Beginnings,
  where: Printed,
): Promise<readonly CountedStep[]> {
  const { rows } = await sql<CountedStep>`${viewsAsOf(asOf)}
    select date_trunc(${step}::text, b.day::timestamp)::date::text as "from", count(*) as customers
    from customer_view c left join ${daysOf(beginning)} b on b.customer = c.id
    where ${where.postgres} group by 1`.execute(tx.tables<unknown>())
  return rows
}

function daysOf(beginning: Beginning): RawBuilder<unknown> {
  if (beginning === "arrival") return sql`arrival_view`
  return sql`(select m.customer, min((e.at at time zone s.zone)::date) as day
    from event_view e
    join source_view s on s.id = e.source
    join membership_view m on m.record = e.record
    where e.kind = 'order' group by m.customer)`
}
