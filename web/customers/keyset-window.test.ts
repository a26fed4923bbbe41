import { array, assert, boolean, nat, property, record } from "fast-check"
import { expect, test } from "vitest"
import {
  opened,
  pageRows,
  pagesFor,
  received,
  rowsKnown,
  type KeysetWindow,
} from "./keyset-window.ts"

test("before anything came there is room for one page, and it is asked for", () => {
  expect(rowsKnown(opened)).toBe(pageRows)
  expect(pagesFor(opened, 0, 40)).toEqual([0])
})

test("a page says where the next begins, and room for it appears", () => {
  const window = received(opened, 0, { count: pageRows, next: "b" })
  expect(rowsKnown(window)).toBe(2 * pageRows)
  expect(pagesFor(window, pageRows - 10, pageRows + 10)).toEqual([0, 1])
})

test("what lies beyond the known beginnings is not asked for yet", () => {
  const window = received(opened, 0, { count: pageRows, next: "b" })
  expect(pagesFor(window, 40 * pageRows, 41 * pageRows)).toEqual([1])
})

test("the last page tells how many there are in all", () => {
  const first = received(opened, 0, { count: pageRows, next: "b" })
  const window = received(first, 1, { count: 7, next: null })
  expect(window.total).toBe(pageRows + 7)
  expect(rowsKnown(window)).toBe(pageRows + 7)
})

test("an empty list has no rows", () => {
  expect(rowsKnown(received(opened, 0, { count: 0, next: null }))).toBe(0)
})

test("a page that comes again with another end takes back the beginnings after it", () => {
  const grown = ["b", "c", "d"].reduce(
    (window, next, at) => received(window, at, { count: pageRows, next }),
    opened,
  )
  const changed = received(grown, 1, { count: pageRows, next: "x" })
  expect(changed.starts).toEqual([null, "b", "x"])
})

test("a page that comes again unchanged changes nothing", () => {
  const window = received(opened, 0, { count: pageRows, next: "b" })
  expect(received(window, 0, { count: pageRows, next: "b" })).toBe(window)
  const ended = received(window, 1, { count: 3, next: null })
  expect(received(ended, 1, { count: 3, next: null })).toBe(ended)
})

test("in whatever order pages come, beginnings stay a chain from the first and the pages asked for have one", () => {
  const step = record({ at: nat(6), more: boolean(), count: nat(pageRows) })
  assert(
    property(array(step), nat(900), nat(900), (steps, first, length) => {
      const window = steps.reduce<KeysetWindow>(
        (known, { at, more, count }) =>
          received(
            known,
            at,
            more ? { count: pageRows, next: `p${at + 1}` } : { count, next: null },
          ),
        opened,
      )
      expect(window.starts[0]).toBeNull()
      for (const page of pagesFor(window, first, first + length))
        expect(window.starts[page]).not.toBeUndefined()
      expect(rowsKnown(window)).toBeGreaterThanOrEqual((window.starts.length - 1) * pageRows)
    }),
  )
})
