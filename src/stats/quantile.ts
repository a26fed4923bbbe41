/**
 * Quantile of type 7, the default of R, NumPy and spreadsheets: linear between order statistics,
 * at h = (n − 1) p + 1.
 * @param p share below, in [0, 1]
 * @returns `undefined` of nothing
 * Source: Hyndman & Fan (1996), Sample Quantiles in Statistical Packages, The American Statistician
 * 50(4), definition 7. Truth: quantile.test.ts
 */
export function quantile(values: readonly number[], p: number): number | undefined {
  return quantiles(values, [p])?.[0]
}

/** Several quantiles of type 7 for one sorting. Cost: n log n. */
export function quantiles(
  values: readonly number[],
  shares: readonly number[],
): readonly number[] | undefined {
  if (values.length === 0) return undefined
  const sorted = values.toSorted((one, other) => one - other)
  return shares.map((p) => ofSorted(sorted, p))
}

function ofSorted(sorted: readonly number[], p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError("a share lies between 0 and 1")
  const at = (sorted.length - 1) * p
  // .6 × 5 is a little less than 3 in binary: as R does, a rank that is nearly whole is whole.
  const whole = Math.round(at)
  const below =
    Math.abs(at - whole) <= 4 * Number.EPSILON * Math.max(1, at) ? whole : Math.floor(at)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[below + 1] ?? low
  return low + Math.max(0, at - below) * (high - low)
}
