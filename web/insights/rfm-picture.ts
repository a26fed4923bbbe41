import type { z } from "zod"
import type { Rfm } from "#contract"

export type RfmAnswer = z.infer<typeof Rfm>

export const scores = [1, 2, 3, 4, 5] as const
export type Score = (typeof scores)[number]

/** What the colour of a cell stands for. */
export const measures = ["customers", "money", "each"] as const
export type Measure = (typeof measures)[number]

export interface Cell {
  readonly r: Score
  readonly f: Score
  readonly customers: number
  readonly minor: number
  readonly segment: string | undefined
}

/** All twenty-five cells, also those that nobody is in. */
export function gridOf({ cells }: Pick<RfmAnswer, "cells">): readonly Cell[] {
  return scores.flatMap((f) =>
    scores.map((r) => {
      const found = cells.find((cell) => cell.r === r && cell.f === f)
      return {
        r,
        f,
        customers: found?.customers ?? 0,
        minor: found?.minor ?? 0,
        segment: found?.segment,
      }
    }),
  )
}

/** What is measured of a cell; nothing where an average would be of nobody. */
export function measured({ customers, minor }: Cell, measure: Measure): number | undefined {
  if (measure === "customers") return customers
  if (measure === "money") return minor
  return customers === 0 ? undefined : minor / customers
}

/** The whole numbers of one fifth, both ends included; open where nothing bounds it. */
export interface Band {
  readonly from: number | undefined
  readonly to: number | undefined
}

/**
 * The values of a score. Equal values get equal scores, so where two edges are the same the score
 * between them is nobody's: `undefined`.
 * @param edges upper edges of the first four fifths, rising
 */
export function bandOf(edges: readonly number[], fifth: Score): Band | undefined {
  const below = fifth === 1 ? undefined : edges[fifth - 2]
  const above = fifth === 5 ? undefined : edges[fifth - 1]
  const from = below === undefined ? undefined : Math.floor(below) + 1
  const to = above === undefined ? undefined : Math.floor(above)
  return from !== undefined && to !== undefined && from > to ? undefined : { from, to }
}

/** A named part of the square: its cells' corners, both ends included. */
export interface Region {
  readonly segment: string
  readonly r: readonly [Score, Score]
  readonly f: readonly [Score, Score]
}

/** Where each segment lies, in the order of the answer's segments. */
export function regionsOf(answer: Pick<RfmAnswer, "cells" | "segments">): readonly Region[] {
  const grid = gridOf(answer)
  return answer.segments.flatMap(({ segment }) => {
    const own = grid.filter((cell) => cell.segment === segment)
    const rs = own.map(({ r }) => r).toSorted(rising)
    const fs = own.map(({ f }) => f).toSorted(rising)
    const [r0, r1, f0, f1] = [rs[0], rs.at(-1), fs[0], fs.at(-1)]
    if (r0 === undefined || r1 === undefined || f0 === undefined || f1 === undefined) return []
    return [{ segment, r: [r0, r1] as const, f: [f0, f1] as const }]
  })
}

function rising(a: number, b: number): number {
  return a - b
}

export interface SegmentShare {
  readonly segment: string
  readonly customers: number
  readonly minor: number
  /** Of all customers, 0–1. */
  readonly share: number
  /** Of all money, 0–1; nothing where there is none to share. */
  readonly moneyShare: number | undefined
}

/** The segments that have somebody, those that bring most first. */
export function sharesOf({ segments }: Pick<RfmAnswer, "segments">): readonly SegmentShare[] {
  const money = segments.reduce((sum, { minor }) => sum + minor, 0)
  return segments
    .filter(({ customers }) => customers > 0)
    .map((segment) => ({ ...segment, moneyShare: money > 0 ? segment.minor / money : undefined }))
    .toSorted((a, b) => b.minor - a.minor)
}

/** What the picture says first: the few who bring the most, and the regulars who stay away. */
export interface Finding {
  readonly best: SegmentShare | undefined
  readonly away: number
}

const regulars = new Set(["cannot-lose", "at-risk"])

export function findingOf(answer: Pick<RfmAnswer, "segments">): Finding {
  const shares = sharesOf(answer)
  const away = shares
    .filter(({ segment }) => regulars.has(segment))
    .reduce((sum, { customers }) => sum + customers, 0)
  return { best: shares.find(({ moneyShare }) => moneyShare !== undefined), away }
}

/** Which step of a ramp a value takes, from 0; the highest value takes the last. */
export function stepOf(value: number, top: number, steps: number): number {
  if (top <= 0 || value <= 0) return 0
  return Math.min(steps - 1, Math.floor((value / top) * steps))
}
