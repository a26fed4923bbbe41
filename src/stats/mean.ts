/** Arithmetic mean; `undefined` of nothing. Summed with Neumaier's correction: order hardly matters. */
export function mean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined
  let sum = 0
  let lost = 0
  for (const value of values) {
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return (sum + lost) / values.length
}
