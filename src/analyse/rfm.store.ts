import { sql, type RawBuilder } from "kysely"
import type { TraitRows } from "#keep"
import { edgesOf, quintileEdge, quintileRanks, type QuintileEdges } from "#stats"
import type { Tx } from "#store"
import { fewestCustomers, noCurrency, tripleOf, type Triple } from "./rfm.ts"
import { segmentsByCell } from "./segment.ts"

interface Frame {
  readonly asOf: string
  readonly currency: string
}

/** The current run's rows, for lists. */
export const rfmTraits: TraitRows = {
  analysis: "rfm",
  columns: [
    "segment",
    "r",
    "f",
    "m",
    "recency_days",
    "frequency",
    "monetary",
    "currency",
    "last_purchase",
  ],
  shown: {
    segment: "choice",
    r: "number",
    f: "number",
    m: "number",
    recency_days: "number",
    frequency: "number",
    monetary: "money",
    last_purchase: "date",
  },
  rows: {
    postgres: sql`(select t.* from trait_rfm t join model_run run on run.id = t.run
      where run.current and run.analysis = 'rfm')`,
    duckdb: sql`trait_rfm_view`,
  },
}

/** Day of the last order of anybody, in the zone of its source. */
export async function readLastPurchase(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{ day: string | null }>`
    select max((e.at at time zone s.zone)::date) as day
    from event_view e join source_view s on s.id = e.source
    where e.kind = 'order' and coalesce(e.amount, 0) >= 0`.execute(tx.tables<unknown>())
  return rows[0]?.day ?? undefined
}

/** The currency of most orders. */
export async function readCurrency(tx: Tx, asOf: string): Promise<string> {
  const { rows } = await sql<{ currency: string }>`
    select currency from ${purchasesUntil(asOf)} p where is_order and currency is not null
    group by currency order by count(*) desc, currency collate "C" limit 1`.execute(
    tx.tables<unknown>(),
  )
  return rows[0]?.currency ?? noCurrency
}

interface Scope extends Frame {
  readonly run: number
}

/**
 * Writes what is measured of each customer under a run, without scores: they follow from all together.
 * Cost: one pass over the orders and refunds.
 */
export async function writeMeasures(tx: Tx, { run, asOf, currency }: Scope): Promise<void> {
  await sql`
    insert into trait_rfm (run, customer, recency_days, frequency, monetary, currency, r, f, m,
      segment, last_purchase)
    select ${run}::integer, customer, ${asOf}::date - max(day) filter (where is_order),
      count(distinct day) filter (where is_order),
      coalesce(sum(amount) filter (where currency = ${currency}), 0), ${currency}, 0, 0, 0, '',
      max(day) filter (where is_order)
    from ${purchasesUntil(asOf)} p group by customer having bool_or(is_order)`.execute(
    tx.tables<unknown>(),
  )
}

/** Figures over all customers: how many, means, edges. M in minor units. */
export interface RfmFigures {
  readonly n: number
  readonly mean: Triple<number>
  readonly edges: Triple<QuintileEdges>
}

/**
 * What `computeRfm` says of the same facts, without taking them out of the database.
 * @returns `undefined` with fewer than five customers
 */
export async function readFigures(tx: Tx, run: number): Promise<RfmFigures | undefined> {
  const n = await countMeasured(tx, run)
  if (n < fewestCustomers) return undefined
  const ranks = quintileRanks(n)
  // percentile_disc(p) is the value of rank ceil(p n): half a rank aside, no rounding can miss it.
  const shares = ranks.flatMap(({ below }) =>
    [below, Math.min(below + 1, n - 1)].map((rank) => (rank + 0.5) / n),
  )
  const { rows } = await sql<OrderStatistics>`
    select avg(recency_days)::float8 as mean_r, avg(frequency)::float8 as mean_f,
      avg(monetary)::float8 as mean_m,
      percentile_disc(${shares}::float8[]) within group (order by recency_days) as r,
      percentile_disc(${shares}::float8[]) within group (order by frequency) as f,
      percentile_disc(${shares}::float8[]) within group (order by monetary) as m
    from trait_rfm where run = ${run}`.execute(tx.tables<unknown>())
  const [found] = rows
  if (found === undefined) return undefined
  const edgesIn = (values: readonly number[]) =>
    edgesOf(
      ranks.map((rank, at) => quintileEdge(values[at * 2] ?? 0, values[at * 2 + 1] ?? 0, rank)),
    )
  const edges = tripleOf(edgesIn(found.r), edgesIn(found.f), edgesIn(found.m))
  const mean = { R: found.mean_r, F: found.mean_f, M: found.mean_m }
  return edges === undefined ? undefined : { n, mean, edges }
}

interface OrderStatistics {
  readonly mean_r: number
  readonly mean_f: number
  readonly mean_m: number
  readonly r: readonly number[]
  readonly f: readonly number[]
  readonly m: readonly number[]
}

async function countMeasured(tx: Tx, run: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from trait_rfm where run = ${run}`.execute(tx.tables<unknown>())
  return rows[0]?.n ?? 0
}

/** Scores and segments of all customers of a run, in one statement. */
export async function scoreMeasures(
  tx: Tx,
  run: number,
  edges: Triple<QuintileEdges>,
): Promise<void> {
  const scores = sql`select customer, 6 - ${scoreBy(sql.ref("recency_days"), edges.R)} as r,
    ${scoreBy(sql.ref("frequency"), edges.F)} as f, ${scoreBy(sql.ref("monetary"), edges.M)} as m
    from trait_rfm where run = ${run}`
  await sql`
    update trait_rfm t set r = s.r, f = s.f, m = s.m,
      segment = (${segmentsByCell()}::text[])[(s.r - 1) * 5 + s.f]
    from (${scores}) s where t.run = ${run} and t.customer = s.customer`.execute(
    tx.tables<unknown>(),
  )
}

/** One more than the number of edges strictly below. */
function scoreBy(value: RawBuilder<unknown>, edges: QuintileEdges): RawBuilder<unknown> {
  const steps = edges.map((edge) => sql`(${value} > ${edge}::float8)::int`)
  return sql`(1 + ${sql.join(steps, sql` + `)})`
}

/** Orders and refunds of customers, by the calendar of their source. A negative order is a refund. */
function purchasesUntil(asOf: string): RawBuilder<unknown> {
  return sql`(
    select m.customer, (e.at at time zone s.zone)::date as day, e.amount, e.currency,
      e.kind = 'order' and coalesce(e.amount, 0) >= 0 as is_order
    from event_view e
    join source_view s on s.id = e.source
    join membership_view m on m.record = e.record
    where e.kind in ('order', 'refund')
      -- wide enough for every zone; lets PostgreSQL leave out later months
      and e.at < ${asOf}::date + interval '3 days'
      and (e.at at time zone s.zone)::date <= ${asOf}::date)`
}

/** Customers and money of the current run by cell. */
export interface RfmCell {
  readonly r: number
  readonly f: number
  readonly customers: number
  readonly minor: number
  readonly segment: string
}

export async function readCells(tx: Tx, run: number): Promise<readonly RfmCell[]> {
  const { rows } = await sql<RfmCell>`
    select r, f, segment, count(*) as customers, sum(monetary)::bigint as minor
    from trait_rfm where run = ${run} group by r, f, segment order by r, f`.execute(
    tx.tables<unknown>(),
  )
  return rows
}

/** Rows of older runs: their figures stay in the registry. */
export async function dropOlderRows(tx: Tx, run: number): Promise<void> {
  await sql`delete from trait_rfm where run < ${run}`.execute(tx.tables<unknown>())
}
