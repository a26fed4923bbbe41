import { expect, test } from "vitest"
import { reasonGroups } from "./reason-groups.ts"

test("rejected rows are counted by reason, the most frequent first, with where each begins", () => {
  const rejections = ["a", "b", "b"].map((code, at) => ({
    row: at + 7,
    code,
    column: null,
    facts: {},
  }))
  expect(reasonGroups(rejections).map(({ code, rows, first }) => [code, rows, first.row])).toEqual([
    ["b", 2, 8],
    ["a", 1, 7],
  ])
})
