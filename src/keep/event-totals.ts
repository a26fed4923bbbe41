import type { Money } from "#kernel"

/** Live facts of one kind and currency. */
export interface EventSum {
  readonly kind: string
  readonly count: number
  readonly first: Date
  readonly last: Date
  readonly currency: string | null
  readonly minor: number
}

/** What happened with a customer, in figures. */
export interface EventTotals {
  readonly count: number
  readonly first: Date | null
  readonly last: Date | null
  readonly byKind: Readonly<Record<string, number>>
  /** Orders less refunds by currency, the one with the most purchases first. */
  readonly spent: readonly Money[]
}

/** Refunds are negative: what was spent is their sum. A payment settles an order and is not counted again. */
const moneyKinds: readonly string[] = ["order", "refund"]

export function totalEvents(sums: readonly EventSum[]): EventTotals {
  const byKind: Record<string, number> = {}
  for (const { kind, count } of sums) byKind[kind] = (byKind[kind] ?? 0) + count
  return {
    count: sums.reduce((total, { count }) => total + count, 0),
    first: earliest(sums.map(({ first }) => first)),
    last: earliest(
      sums.map(({ last }) => last),
      -1,
    ),
    byKind,
    spent: totalMoney(sums),
  }
}

function totalMoney(sums: readonly EventSum[]): readonly Money[] {
  const totals = new Map<string, { count: number; minor: number }>()
  for (const { kind, currency, count, minor } of sums) {
    if (currency === null || !moneyKinds.includes(kind)) continue
    const total = totals.get(currency) ?? { count: 0, minor: 0 }
    totals.set(currency, { count: total.count + count, minor: total.minor + minor })
  }
  return [...totals]
    .toSorted(([one, a], [other, b]) => b.count - a.count || (one < other ? -1 : 1))
    .map(([currency, { minor }]) => ({ currency, minor }))
}

/** The earliest of some instants, or with direction -1 the latest. */
function earliest(instants: readonly Date[], direction: 1 | -1 = 1): Date | null {
  return instants.reduce<Date | null>(
    (best, at) => (best === null || (at.getTime() - best.getTime()) * direction < 0 ? at : best),
    null,
  )
}
