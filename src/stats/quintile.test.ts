import * as fc from "fast-check"
import { expect, test } from "vitest"
import { quantiles } from "./quantile.ts"
import { quintileEdges, quintileScore } from "./quintile.ts"

const numbers = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 80 })

test("ten different values are scored two by two", () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  const edges = quintileEdges(values) ?? []
  expect(edges).toEqual([2.8, 4.6, 6.4, 8.2])
  expect(values.map((value) => quintileScore(value, edges))).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
})

test("a value on an edge belongs below it, and where edges coincide scores stay empty", () => {
  const edges = [1, 1, 2, 4]
  expect([1, 2, 3, 4, 5].map((value) => quintileScore(value, edges))).toEqual([1, 3, 4, 4, 5])
})

test("equal values get equal scores, larger ones never smaller scores", () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const edges = quintileEdges(values) ?? []
      const scores = values
        .toSorted((one, other) => one - other)
        .map((value) => quintileScore(value, edges))
      expect(scores).toEqual(scores.toSorted((one, other) => one - other))
      expect(scores.every((score) => score >= 1 && score <= 5)).toBe(true)
    }),
  )
})

test("edges are the type-7 quantiles at .2 .4 .6 .8", () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const others = quantiles(values, [0.2, 0.4, 0.6, 0.8]) ?? []
      for (const [at, edge] of (quintileEdges(values) ?? []).entries()) {
        expect(edge).toBeCloseTo(others[at] ?? Number.NaN, 9)
      }
    }),
  )
})

test("an edge on a whole number is that number: .6 × 5 must not fall short of 3", () => {
  expect(quintileEdges([10, 20, 30, 40, 50, 60])).toEqual([20, 30, 40, 50])
  expect(quintileScore(40, quintileEdges([10, 20, 30, 40, 50, 60]) ?? [])).toBe(3)
})

test("nothing has no fifths", () => {
  expect(quintileEdges([])).toBeUndefined()
})
