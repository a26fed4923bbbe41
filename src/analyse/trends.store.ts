import { sql } from "kysely"
import { viewsAsOf, type MirrorPrinted, type Printed, type Sql } from "#keep"
import type { MirrorReading, Tx } from "#store"
import type { Beginning, CountedStep, Step } from "./trends.ts"

interface Beginnings {
  readonly beginning: Beginning
  readonly step: Step
  readonly asOf?: Date | undefined
}

/** Customers that satisfy a printed question by the step in which they began. Cost: one pass. */
export async function countBeginnings(
  tx: Tx,
  { beginning, step, asOf }: Beginnings,
  { postgres }: Printed,
): Promise<readonly CountedStep[]> {
  const days = joined[beginning].postgres
  const { rows } = await sql<CountedStep>`${viewsAsOf(asOf)}
    ${stepsStatement(step, days, postgres)}`.execute(tx.tables<unknown>())
  return rows
}

/** The same of the mirror, which knows of now only. */
export async function countMirroredBeginnings(
  reading: MirrorReading,
  { beginning, step }: Beginnings,
  { duckdb }: MirrorPrinted,
): Promise<readonly CountedStep[]> {
  const rows = await reading.rows(stepsStatement(step, joined[beginning].duckdb, duckdb))
  return rows.map(({ from, customers }) => ({
    from: typeof from === "string" ? from : null,
    customers: Number(customers),
  }))
}

/** The same text in both engines, around the days on which each customer began. */
function stepsStatement(step: Step, days: Sql, where: Sql): Sql {
  return sql`select date_trunc(${step}::text, b.day::timestamp)::date::text as "from", count(*) as customers
    from customer_view c left join ${days} where ${where} group by 1`
}

interface Days {
  readonly postgres: Sql
  readonly duckdb: Sql
}

const arrivals = sql`arrival_view b on b.customer = c.id`

/** Days on which customers began, `b.day`, joined to them. */
const joined: Readonly<Record<Beginning, Days>> = {
  arrival: { postgres: arrivals, duckdb: arrivals },
  "first-order": {
    postgres: sql`(select m.customer, min((e.at at time zone s.zone)::date) as day
      from event_view e
      join source_view s on s.id = e.source
      join membership_view m on m.record = e.record
      where e.kind = 'order' group by m.customer) b on b.customer = c.id`,
    duckdb: sql`(select m.customer_n, min(e.day) as day
      from event_view e join membership_view m on m.n = e.n
      where e.kind = 'order' group by m.customer_n) b on b.customer_n = c.n`,
  },
}
