import { expect, test } from "vitest"
import { moved, parseColumns, printColumns, widened } from "./shown-columns.ts"

const columns = [{ id: "phones" }, { id: "city", width: 120 }, { id: "rfm.segment" }]

test("columns are read from an address as they were written into it", () => {
  expect(parseColumns(printColumns(columns))).toEqual(columns)
})

test.each(["", "张三", "phones;drop", "phones:1", "phones,,city", 12, undefined])(
  "%j names no columns",
  (odd) => expect(parseColumns(odd)).toBeUndefined(),
)

test("a column is moved to its place and no further than the ends", () => {
  const ids = (at: number, to: number) => moved(columns, at, to).map(({ id }) => id)
  expect(ids(0, 1)).toEqual(["city", "phones", "rfm.segment"])
  expect(ids(2, 0)).toEqual(["rfm.segment", "phones", "city"])
  expect(ids(1, 9)).toEqual(["phones", "rfm.segment", "city"])
  expect(moved(columns, 0, -1)).toBe(columns)
  expect(moved(columns, 7, 0)).toBe(columns)
})

test("a width stays within what can be read", () => {
  expect(widened(columns, "city", 3.2)[1]).toEqual({ id: "city", width: 48 })
  expect(widened(columns, "phones", 4000)[0]).toEqual({ id: "phones", width: 800 })
})
