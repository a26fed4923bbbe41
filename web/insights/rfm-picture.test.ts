import { describe, expect, test } from "vitest"
import {
  bandOf,
  findingOf,
  gridOf,
  measured,
  regionsOf,
  scores,
  sharesOf,
  stepOf,
} from "./rfm-picture.ts"

const cells = [
  { r: 5, f: 5, customers: 10, minor: 900_00, segment: "champions" },
  { r: 5, f: 4, customers: 5, minor: 100_00, segment: "champions" },
  { r: 1, f: 1, customers: 80, minor: 500_00, segment: "lost" },
  { r: 1, f: 5, customers: 5, minor: 300_00, segment: "cannot-lose" },
]
const segments = [
  { segment: "champions", customers: 15, minor: 1000_00, share: 0.15 },
  { segment: "lost", customers: 80, minor: 500_00, share: 0.8 },
  { segment: "cannot-lose", customers: 5, minor: 300_00, share: 0.05 },
  { segment: "new", customers: 0, minor: 0, share: 0 },
]

describe("the square", () => {
  test("has twenty-five cells, from the rarest to the most frequent", () => {
    const grid = gridOf({ cells })
    expect(grid).toHaveLength(25)
    expect(grid[0]).toMatchObject({ r: 1, f: 1, customers: 80 })
    expect(grid.at(-1)).toMatchObject({ r: 5, f: 5, customers: 10 })
    expect(grid[1]).toEqual({ r: 2, f: 1, customers: 0, minor: 0, segment: undefined })
  })

  test("an average of nobody is nothing, not 0", () => {
    const [first, second] = gridOf({ cells })
    expect(first === undefined ? 0 : measured(first, "each")).toBe(625)
    expect(second === undefined ? 0 : measured(second, "each")).toBeUndefined()
  })

  test("segments lie where their cells lie; one without cells lies nowhere", () => {
    expect(regionsOf({ cells, segments })).toEqual([
      { segment: "champions", r: [5, 5], f: [4, 5] },
      { segment: "lost", r: [1, 1], f: [1, 1] },
      { segment: "cannot-lose", r: [1, 1], f: [5, 5] },
    ])
  })
})

describe("bands, on the purchases of CDNOW as of 1998-06-30", () => {
  test("days since the last purchase", () => {
    const R = [141, 432, 485, 512]
    expect(scores.map((fifth) => bandOf(R, fifth))).toEqual([
      { from: undefined, to: 141 },
      { from: 142, to: 432 },
      { from: 433, to: 485 },
      { from: 486, to: 512 },
      { from: 513, to: undefined },
    ])
  })

  test("more than a fifth bought once, so the second fifth is nobody's", () => {
    const F = [1, 1, 2, 4]
    expect(scores.map((fifth) => bandOf(F, fifth))).toEqual([
      { from: undefined, to: 1 },
      undefined,
      { from: 2, to: 2 },
      { from: 3, to: 4 },
      { from: 5, to: undefined },
    ])
  })
})

describe("what it says", () => {
  test("those who bring most stand first, and shares are of all money", () => {
    expect(sharesOf({ segments }).map(({ segment }) => segment)).toEqual([
      "champions",
      "lost",
      "cannot-lose",
    ])
    expect(sharesOf({ segments })[0]?.moneyShare).toBeCloseTo(1000 / 1800)
  })

  test("regulars who stay away are counted", () => {
    expect(findingOf({ segments }).away).toBe(5)
    expect(findingOf({ segments }).best?.segment).toBe("champions")
  })

  test("without money nothing is said of it", () => {
    const free = segments.map((segment) => ({ ...segment, minor: 0 }))
    expect(findingOf({ segments: free }).best).toBeUndefined()
  })

  test("colours: nothing takes the first step, the most the last", () => {
    expect(stepOf(0, 100, 7)).toBe(0)
    expect(stepOf(100, 100, 7)).toBe(6)
    expect(stepOf(50, 100, 7)).toBe(3)
    expect(stepOf(5, 0, 7)).toBe(0)
  })
})
