import * as fc from "fast-check"
import { expect, test } from "vitest"
import { quantile, quantiles } from "#stats"

// R, help page of `quantile`: type 7 of the data sets that come with R.
const rivers = [735, 320, 325, 392, 524, 450, 1459, 135, 465, 600]
const numbers = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 60 })

test.each([
  // quantile(1:9), quantile(1:10) and quantile(c(1, 3, 4, 8), …) in R 4.4
  { values: [1, 2, 3, 4, 5, 6, 7, 8, 9], shares: [0, 0.25, 0.5, 0.75, 1], found: [1, 3, 5, 7, 9] },
  {
    values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    shares: [0, 0.25, 0.5, 0.75, 1],
    found: [1, 3.25, 5.5, 7.75, 10],
  },
  { values: [1, 3, 4, 8], shares: [0.2, 0.4, 0.6, 0.8], found: [2.2, 3.2, 3.8, 5.6] },
  // first ten of `rivers`
  { values: rivers, shares: [0.25, 0.5, 0.75], found: [341.75, 457.5, 581] },
])("R's quantile type 7 of $values is reproduced", ({ values, shares, found }) => {
  for (const [at, share] of shares.entries()) {
    expect(quantile(values, share)).toBeCloseTo(found[at] ?? Number.NaN, 12)
  }
  expect(quantiles(values, shares)?.length).toBe(shares.length)
})

test("the quantile of nothing is no number", () => {
  expect(quantile([], 0.5)).toBeUndefined()
})

test("a share outside 0 to 1 is a mistake of the caller", () => {
  expect(() => quantile([1], 1.1)).toThrow(RangeError)
  expect(() => quantile([1], Number.NaN)).toThrow(RangeError)
})

test("quantiles rise with their share, stay within the values and do not mind the order", () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const found = quantiles(values, [0, 0.2, 0.4, 0.6, 0.8, 1]) ?? []
      expect(found).toEqual([...found].toSorted((one, other) => one - other))
      expect([found[0], found.at(-1)]).toEqual([Math.min(...values), Math.max(...values)])
      expect(quantiles(values.toReversed(), [0, 0.2, 0.4, 0.6, 0.8, 1])).toEqual(found)
    }),
  )
})
