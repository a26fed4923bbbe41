import { sql, type RawBuilder } from "kysely"
import type { TraitRows } from "#keep"
import { edgesOf, quintileEdge, quintileRanks, type QuintileEdges } from "#stats"
import type { Tx } from "#store"
import { fewestCustomers, noCurrency, tripleOf, type Triple } from "./rfm.ts"
import { segmentsByCell } from "./segment.ts"

/** What takes part: one line for each order or refund up to the end of the day. */
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
  rows: {
    postgres: sql`(select t.* from trait_rfm t join model_run run on run.id = t.run
      where run.current and run.analysis = 'rfm')`,
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
export async function readFigures(tx: Tx, frame: Frame): Promise<RfmFigures | undefined> {
  const n = await countBuyers(tx, frame)
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
    from ${measured(frame)} measured`.execute(tx.tables<unknown>())
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

async function countBuyers(tx: Tx, frame: Frame): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ${measured(frame)} measured`.execute(tx.tables<unknown>())
  return rows[0]?.n ?? 0
}

interface Scoring extends Frame {
  readonly run: number
  readonly edges: Triple<QuintileEdges>
}

/** Writes the rows of a run in one statement. */
export async function writeRfm(tx: Tx, { run, edges, ...frame }: Scoring): Promise<void> {
  const segment = sql`(${segmentsByCell()}::text[])[(s.r - 1) * 5 + s.f]`
  await sql`
    insert into trait_rfm (run, customer, recency_days, frequency, monetary, currency, r, f, m,
      segment, last_purchase)
    select ${run}::integer, s.customer, s.recency_days, s.frequency, s.monetary, ${frame.currency},
      s.r, s.f, s.m, ${segment}, s.last_purchase
    from (select measured.*, 6 - ${scoreBy(sql.ref("recency_days"), edges.R)} as r,
        ${scoreBy(sql.ref("frequency"), edges.F)} as f, ${scoreBy(sql.ref("monetary"), edges.M)} as m
      from ${measured(frame)} measured) s`.execute(tx.tables<unknown>())
}

/** One more than the number of edges strictly below. */
function scoreBy(value: RawBuilder<unknown>, edges: QuintileEdges): RawBuilder<unknown> {
  const steps = edges.map((edge) => sql`(${value} > ${edge}::float8)::int`)
  return sql`(1 + ${sql.join(steps, sql` + `)})`
}

function measured({ asOf, currency }: Frame): RawBuilder<unknown> {
  return sql`(
    select customer, ${asOf}::date - max(day) filter (where is_order) as recency_days,
      (count(distinct day) filter (where is_order))::int as frequency,
      coalesce(sum(amount) filter (where currency = ${currency}), 0)::bigint as monetary,
      max(day) filter (where is_order) as last_purchase
    from ${purchasesUntil(asOf)} p group by customer having bool_or(is_order))`
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
