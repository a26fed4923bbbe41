import { mean, quintileEdges, quintileScore, type QuintileEdges } from "#stats"
import { segmentOf, type Segment } from "./segment.ts"

/** Version of the definition below; told with every run. */
export const rfmDefinition = "1"
/** Fewer customers than fifths have no fifths. */
export const fewestCustomers = 5
/** ISO 4217: no currency is known. */
export const noCurrency = "XXX"

/** One order or refund of a customer. */
export interface Purchase {
  readonly customer: string
  /** Calendar day in the zone of its source, ISO. */
  readonly day: string
  readonly kind: "order" | "refund"
  /** Minor units, refunds negative; `null` where nobody said. */
  readonly minor: number | null
  readonly currency: string | null
}

/** Recency, frequency and money of one customer, measured and scored. */
export interface RfmRow {
  readonly customer: string
  readonly recencyDays: number
  readonly frequency: number
  readonly minor: number
  readonly r: number
  readonly f: number
  readonly m: number
  readonly segment: Segment
  readonly lastPurchase: string
}

/** Three numbers or lists of numbers under their usual names. M in minor units. */
export interface Triple<Value> {
  readonly R: Value
  readonly F: Value
  readonly M: Value
}

export interface RfmResult {
  readonly currency: string
  readonly edges: Triple<QuintileEdges>
  readonly mean: Triple<number>
  readonly rows: readonly RfmRow[]
}

interface Measured {
  readonly customer: string
  readonly recencyDays: number
  readonly frequency: number
  readonly minor: number
  readonly lastPurchase: string
}

/**
 * Recency, frequency and money as of the end of a day; `undefined` with fewer than five customers.
 * R: days from the last order to the day. F: distinct days with an order. M: sum of orders and refunds
 * in the currency of most orders; other currencies count for R and F only. A negative order is a
 * refund. Edges: type-7 quantiles at .2 .4 .6 .8 over the customers with an order. Scores 1–5, 5 best:
 * one more than the number of edges strictly below the value, for R counted from the other end (six
 * less that), so that equal values always get equal scores.
 * Source of the method: Hughes (1994), Strategic Database Marketing. Truth: test/truth/rfm.test.ts
 */
export function computeRfm(purchases: readonly Purchase[], asOf: string): RfmResult | undefined {
  const known = purchases.filter(({ day }) => day <= asOf)
  const currency = dominantCurrency(known)
  const byCustomer = Map.groupBy(known, ({ customer }) => customer)
  const measured = [...byCustomer.values()].flatMap((own) => measure(own, { asOf, currency }))
  if (measured.length < fewestCustomers) return undefined
  const R = measured.map(({ recencyDays }) => recencyDays)
  const F = measured.map(({ frequency }) => frequency)
  const M = measured.map(({ minor }) => minor)
  const edges = tripleOf(quintileEdges(R), quintileEdges(F), quintileEdges(M))
  const means = tripleOf(mean(R), mean(F), mean(M))
  if (edges === undefined || means === undefined) return undefined
  return { currency, edges, mean: means, rows: measured.map((row) => score(row, edges)) }
}

/** An order that somebody gave money for, or at least did not get it back. */
function isOrder({ kind, minor }: Purchase): boolean {
  return kind === "order" && (minor ?? 0) >= 0
}

function dominantCurrency(purchases: readonly Purchase[]): string {
  const counts = new Map<string, number>()
  for (const purchase of purchases) {
    if (!isOrder(purchase) || purchase.currency === null) continue
    counts.set(purchase.currency, (counts.get(purchase.currency) ?? 0) + 1)
  }
  const ranked = [...counts].toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
  return ranked[0]?.[0] ?? noCurrency
}

interface Frame {
  readonly asOf: string
  readonly currency: string
}

function measure(own: readonly Purchase[], { asOf, currency }: Frame): readonly Measured[] {
  const days = new Set(own.filter(isOrder).map(({ day }) => day))
  const lastPurchase = [...days].toSorted().at(-1)
  const [first] = own
  if (lastPurchase === undefined || first === undefined) return []
  const minor = own
    .filter((purchase) => purchase.currency === currency)
    .reduce((sum, purchase) => sum + (purchase.minor ?? 0), 0)
  const recencyDays = (Date.parse(asOf) - Date.parse(lastPurchase)) / 86_400_000
  return [{ customer: first.customer, recencyDays, frequency: days.size, minor, lastPurchase }]
}

function score(row: Measured, edges: Triple<QuintileEdges>): RfmRow {
  const r = 6 - quintileScore(row.recencyDays, edges.R)
  const f = quintileScore(row.frequency, edges.F)
  const m = quintileScore(row.minor, edges.M)
  return { ...row, r, f, m, segment: segmentOf(r, f) }
}

/** All three, or nothing. */
export function tripleOf<Value>(
  R: Value | undefined,
  F: Value | undefined,
  M: Value | undefined,
): Triple<Value> | undefined {
  return R === undefined || F === undefined || M === undefined ? undefined : { R, F, M }
}
