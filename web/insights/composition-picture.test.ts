import { expect, test } from "vitest"
import { readCompositionAddress } from "./composition-address.ts"
import {
  fullestOf,
  knownIn,
  largestOf,
  restOf,
  type CompositionAnswer,
} from "./composition-picture.ts"
import { tiles } from "./provinces.ts"

const question = { is: "everyone" } as const
const place = (customers: number) => ({ customers, question })
const group = (value: string, customers: number) => ({ value, bySex: null, ...place(customers) })
const period = (from: string, customers: number) => ({ from, to: from, ...place(customers) })
const answer: CompositionAnswer = {
  by: "city",
  asOf: "2026-11-28",
  customers: 20,
  groups: [group("福州市", 5), group("厦门市", 9)],
  others: null,
  unsure: place(0),
  unknown: place(0),
  outside: place(6),
}

test("the unknown stands there even with nobody in it, the rest only with somebody", () => {
  expect(restOf(answer)).toEqual(["unknown", "outside"])
})

test("shares are of those of whom it is known", () => {
  expect(largestOf(answer)?.value).toBe("厦门市")
  expect(knownIn(answer)).toBe(14)
  expect(largestOf({ groups: [group("福州市", 0)] })).toBeUndefined()
})

test("the fullest period is one in which somebody came", () => {
  const periods = [period("2026-01-01", 1), period("2026-02-01", 3)]
  expect(fullestOf({ periods })?.from).toBe("2026-02-01")
  expect(fullestOf({ periods: [period("2026-01-01", 0)] })).toBeUndefined()
})

test("all thirty-four provinces have a square of their own", () => {
  expect(new Set(tiles.map(({ province }) => province)).size).toBe(34)
  expect(new Set(tiles.map(({ row, column }) => `${row} ${column}`)).size).toBe(34)
})

test("an address names one of the aspects or none", () => {
  expect(readCompositionAddress({ by: "sex" })).toEqual({ by: "sex" })
  expect(readCompositionAddress({ by: "张伟" })).toEqual({})
})
