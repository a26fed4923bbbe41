/** Upper edges of the first four fifths. */
export type QuintileEdges = readonly [number, number, number, number]

/** Where an edge lies among n sorted values: `fifths` fifths of the way from rank `below` to the next. */
export interface EdgeRank {
  /** Counted from 0. */
  readonly below: number
  /** 0 to 4. */
  readonly fifths: number
}

/** The ranks of the four edges by quantile type 7: (n − 1) k / 5. @param n at least 1 */
export function quintileRanks(n: number): readonly EdgeRank[] {
  return [1, 2, 3, 4].map((k) => {
    const fifths = ((n - 1) * k) % 5
    return { below: ((n - 1) * k - fifths) / 5, fifths }
  })
}

/** An edge between two neighbours. In whole fifths: an edge on a whole number is that number exactly. */
export function quintileEdge(low: number, high: number, { fifths }: EdgeRank): number {
  return (low * 5 + fifths * (high - low)) / 5
}

/**
 * Type-7 quantiles at .2 .4 .6 .8; `undefined` of nothing. Equal to `quantiles`, but for whole numbers
 * without rounding, because a value on an edge is scored by it.
 */
export function quintileEdges(values: readonly number[]): QuintileEdges | undefined {
  if (values.length === 0) return undefined
  const sorted = values.toSorted((one, other) => one - other)
  const valueAt = (rank: number) => sorted[Math.min(rank, sorted.length - 1)] ?? Number.NaN
  return edgesOf(
    quintileRanks(sorted.length).map((rank) =>
      quintileEdge(valueAt(rank.below), valueAt(rank.below + 1), rank),
    ),
  )
}

/** Four numbers as edges; `undefined` if there are fewer. */
export function edgesOf(numbers: readonly number[]): QuintileEdges | undefined {
  const [first, second, third, fourth] = numbers
  if (first === undefined || second === undefined) return undefined
  return third === undefined || fourth === undefined ? undefined : [first, second, third, fourth]
}

/**
 * Score 1 to 5: one more than the number of edges strictly below the value. Tie rule: equal values
 * get equal scores, and a value on an edge belongs below it; so fifths may differ in size, and where
 * edges coincide a score stays empty.
 */
export function quintileScore(value: number, edges: readonly number[]): number {
  return 1 + edges.filter((edge) => edge < value).length
}
