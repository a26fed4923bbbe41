import { expect, test } from "vitest"
import type { JoinLink } from "./asking-customer.ts"
import { joinTree, jointsOf, recordsOf } from "./join-tree.ts"

type Ends = readonly [a: string, b: string]

function link([a, b]: Ends, milliBits: number, more: Partial<JoinLink> = {}): JoinLink {
  return { a, b, kind: "auto", milliBits, rules: [], run: 1, reason: null, used: true, ...more }
}

test("the strongest evidence joins first, and no lines cross", () => {
  const trees = joinTree(["1", "2", "3"], [link(["1", "2"], 12_000), link(["2", "3"], 24_000)])
  expect(trees.map(recordsOf)).toEqual([["1", "2", "3"]])
  const joints = jointsOf(trees)
  expect(joints.map(({ link: { milliBits }, level }) => [milliBits, level])).toEqual([
    [24_000, 1],
    [12_000, 2],
  ])
  expect(joints[1]?.right).toEqual({ column: 1.5, level: 1 })
})

test("what a person decided comes before any evidence", () => {
  const decided = link(["1", "3"], 0, { kind: "must" })
  const [tree] = joinTree(["1", "2", "3"], [link(["1", "2"], 30_000), decided])
  expect(tree?.is === "joint" ? tree.link.milliBits : undefined).toBe(30_000)
})

test("evidence that was not needed, or says otherwise, makes no joint", () => {
  const links = [
    link(["1", "2"], 20_000),
    link(["1", "2"], 9_000, { used: false }),
    link(["1", "3"], 0, { kind: "cannot" }),
  ]
  expect(joinTree(["1", "2", "3"], links).map(recordsOf)).toEqual([["1", "2"], ["3"]])
})
