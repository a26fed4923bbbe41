import { expect, test } from "vitest"
import { mean } from "./mean.ts"

test("the mean of nothing is no number", () => {
  expect(mean([])).toBeUndefined()
})

test("small values beside large ones are not lost", () => {
  // Naive summing gives 0.
  expect(mean([1e16, 1, -1e16, 1])).toBe(0.5)
})

test("the published mean of R's `women$weight` is reproduced", () => {
  const weight = [115, 117, 120, 123, 126, 129, 132, 135, 139, 142, 146, 150, 154, 159, 164]
  expect(mean(weight)).toBeCloseTo(136.7333, 4)
})
