import { expect, test } from "vitest"
import { segmentOf, segments, segmentsByCell } from "./segment.ts"

const scores = [1, 2, 3, 4, 5]

test("every cell has a segment, every segment a cell", () => {
  const cells = scores.flatMap((r) => scores.map((f) => segmentOf(r, f)))
  expect(cells).toEqual(segmentsByCell())
  expect(new Set(cells)).toEqual(new Set(segments))
})

test("the corners are what their names say", () => {
  expect([segmentOf(5, 5), segmentOf(5, 1), segmentOf(1, 5), segmentOf(1, 1)]).toEqual([
    "champions",
    "new",
    "cannot-lose",
    "lost",
  ])
})

test("a score outside 1 to 5 is a mistake of the caller", () => {
  expect(() => segmentOf(0, 1)).toThrow(RangeError)
  expect(() => segmentOf(1, 6)).toThrow(RangeError)
})
