import { sql, type RawBuilder } from "kysely"
import { mean, quintileEdges, quintileScore } from "#stats"
import type { MirrorReading, MirrorValue, Tx } from "#store"
import { fewestCustomers, noCurrency, tripleOf } from "./rfm.ts"
import type { RfmFigures } from "./rfm.store.ts"
import { segmentOf } from "./segment.ts"

/** What is measured of every customer with an order, by column. */
export interface Measures {
  readonly asOf: string
  readonly currency: string
  readonly customer: readonly string[]
  readonly recencyDays: readonly number[]
  readonly frequency: readonly number[]
  readonly minor: readonly number[]
  readonly lastPurchase: readonly string[]
}

/**
 * The same as `writeMeasures`, asked of the mirror: one pass over the orders and refunds, by dense
 * numbers of customers. `undefined` without any order.
 */
export async function measureOnMirror(
  reading: MirrorReading,
  given: string | undefined,
): Promise<Measures | undefined> {
  const asOf = given ?? (await lastDay(reading))
  if (asOf === undefined) return undefined
  const currency = await dominantCurrency(reading, asOf)
  // A day counts once: first by customer and day, then by customer. It costs half of a distinct count.
  const { columns } = await reading.columns(sql`
    with daily as (
      select m.customer_n, e.day, bool_or(${isOrder}) as ordered,
        sum(case when e.currency = ${currency} then e.amount end) as minor
      from event_view e join membership_view m on m.n = e.n
      where e.kind in ('order', 'refund') and e.day <= ${asOf}::date
      group by 1, 2
    ), measured as (
      select customer_n, max(case when ordered then day end) as last,
        count(*) filter (where ordered) as frequency, coalesce(sum(minor), 0)::bigint as minor
      from daily group by 1 having bool_or(ordered)
    )
    select own.customer::varchar, (${asOf}::date - last)::integer, frequency, minor, last::varchar
    from measured join membership_view own on own.n = measured.customer_n`)
  const [customer = [], recency = [], frequency = [], minor = [], last = []] = columns
  return {
    asOf,
    currency,
    customer: textsIn(customer),
    recencyDays: numbersIn(recency),
    frequency: numbersIn(frequency),
    minor: numbersIn(minor),
    lastPurchase: textsIn(last),
  }
}

const isOrder: RawBuilder<unknown> = sql`(e.kind = 'order' and coalesce(e.amount, 0) >= 0)`

async function lastDay(reading: MirrorReading): Promise<string | undefined> {
  const { columns } = await reading.columns(
    sql`select max(e.day)::varchar from event_view e where ${isOrder}`,
  )
  return textsIn(columns[0] ?? [])[0]
}

async function dominantCurrency(reading: MirrorReading, asOf: string): Promise<string> {
  const { columns } = await reading.columns(sql`
    select e.currency from event_view e join membership_view m on m.n = e.n
    where ${isOrder} and e.day <= ${asOf}::date and e.currency is not null
    group by 1 order by count(*) desc, 1 limit 1`)
  return textsIn(columns[0] ?? [])[0] ?? noCurrency
}

/** Figures of measures. @returns `undefined` with fewer than five customers */
export function figuresOf({ recencyDays, frequency, minor }: Measures): RfmFigures | undefined {
  const n = recencyDays.length
  if (n < fewestCustomers) return undefined
  const edges = tripleOf(quintileEdges(recencyDays), quintileEdges(frequency), quintileEdges(minor))
  const means = tripleOf(mean(recencyDays), mean(frequency), mean(minor))
  return edges === undefined || means === undefined ? undefined : { n, edges, mean: means }
}

const columns = [
  "run",
  "customer",
  "recency_days",
  "frequency",
  "monetary",
  "currency",
  "r",
  "f",
  "m",
  "segment",
  "last_purchase",
]

/** Writes measures with their scores under a run. */
export async function writeScored(
  tx: Tx,
  run: number,
  { measures, figures }: { readonly measures: Measures; readonly figures: RfmFigures },
): Promise<void> {
  await tx.copyIn({ table: "trait_rfm", columns }, scored(run, measures, figures))
}

function* scored(run: number, measures: Measures, { edges }: RfmFigures) {
  const { currency, customer, recencyDays, frequency, minor, lastPurchase } = measures
  for (const [at, id] of customer.entries()) {
    const [days, times, money] = [recencyDays[at] ?? 0, frequency[at] ?? 0, minor[at] ?? 0]
    const r = 6 - quintileScore(days, edges.R)
    const f = quintileScore(times, edges.F)
    const m = quintileScore(money, edges.M)
    const last = lastPurchase[at] ?? measures.asOf
    yield [run, id, days, times, money, currency, r, f, m, segmentOf(r, f), last]
  }
}

function textsIn(column: readonly MirrorValue[]): readonly string[] {
  return column.filter((value) => typeof value === "string")
}

function numbersIn(column: readonly MirrorValue[]): readonly number[] {
  return column.filter((value) => typeof value === "number")
}
