import { expect, test } from "vitest"
import type { Candidate } from "./asking-customer.ts"
import { printBits, storyOf } from "./why-story.ts"

type Parts = Readonly<Record<string, number>>

function candidate(value: string, record: string, parts: Parts): Candidate {
  const list = Object.entries(parts).map(([reason, points]) => ({ reason, points }))
  return {
    record,
    source: { name: record, kind: "file", trust: 0.5 },
    sourceKey: record,
    batch: 1,
    row: 1,
    observed: "2026-01-01T00:00:00.000Z",
    written: value,
    value,
    verdict: "ok",
    reasons: [],
    pinned: false,
    won: false,
    score: list.reduce((sum, { points }) => sum + points, 0),
    parts: list,
    agreeing: 1,
  }
}

const won = (one: Candidate): Candidate => ({ ...one, won: true })

test("the only one who speaks is believed", () => {
  const story = storyOf([won(candidate("a", "1", { trust: -500 }))], 0)
  expect(story?.answer).toEqual({ kind: "only" })
  expect(story?.lost).toEqual([])
})

test("where all say the same, so many agree", () => {
  const story = storyOf([won(candidate("a", "1", {})), candidate("a", "2", {})], 0)
  expect(story?.answer).toEqual({ kind: "agreed", count: 2 })
  expect(story?.agreeing).toHaveLength(1)
})

test("a winner is explained by its two largest leads over the best that says otherwise", () => {
  const story = storyOf(
    [
      won(candidate("a", "1", { trust: -300, freshness: 2_000, agreement: 1_000, initiative: 0 })),
      candidate("a", "2", { trust: -900 }),
      candidate("b", "3", { trust: -500, freshness: 100, initiative: 500 }),
      candidate("c", "4", { trust: -2_000 }),
    ],
    0,
  )
  expect(story?.answer).toEqual({ kind: "lead", reasons: ["freshness", "agreement"] })
  expect(story?.lost.map(({ candidate: { value }, behind }) => [value, behind])).toEqual([
    ["b", -2_600],
    ["c", -4_700],
  ])
})

test("of several values that count, each is told with its place", () => {
  const both = [won(candidate("a", "1", { trust: 0 })), won(candidate("b", "2", { trust: -1 }))]
  const story = storyOf(both, 1)
  expect(story?.chosen.value).toBe("b")
  expect(story?.answer).toEqual({ kind: "many", place: 2 })
  expect(story?.alsoKept.map(({ value }) => value)).toEqual(["a"])
})

test("equal scores are told as what they are", () => {
  const story = storyOf(
    [won(candidate("a", "1", { trust: 0 })), candidate("b", "2", { trust: 0 })],
    0,
  )
  expect(story?.answer).toEqual({ kind: "birth" })
})

test("nobody says it any more", () => {
  expect(storyOf([], 0)).toBeUndefined()
})

test.each([
  [1_234, "+1.2"],
  [-2_600, "−2.6"],
  [0, "+0.0"],
])("%i thousandths of a bit are written %s", (points, written) => {
  expect(printBits(points)).toBe(written)
})
