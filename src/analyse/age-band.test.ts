import * as fc from "fast-check"
import { expect, test } from "vitest"
import { ageBandOf, ageBands } from "./age-band.ts"

test.each([
  ["1981-11-29", "2026-11-28", 40],
  ["1981-11-28", "2026-11-28", 45],
  ["2000-02-29", "2025-02-28", 20],
  ["2000-02-29", "2025-03-01", 25],
  ["1890-01-01", "2026-11-28", 100],
  ["2026-11-28", "2026-11-28", 0],
])("born on %s is as of %s in the band from %i", (birth, asOf, band) => {
  expect(ageBandOf(birth, asOf)).toBe(band)
})

test.each([
  ["1980", 45],
  ["1981-11", undefined],
  ["1981-12", 40],
  ["1981", undefined],
  ["2026-11-29", undefined],
  ["2026", undefined],
])("of a birth in %s only what is sure counts", (birth, band) => {
  expect(ageBandOf(birth, "2026-11-28")).toBe(band)
})

const day = fc
  .date({ min: new Date("1850-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test("the days of birth of the bands say the same as the ages", () => {
  fc.assert(
    fc.property(day, fc.oneof(day, fc.constantFrom("2024-02-29", "2025-02-28")), (birth, asOf) => {
      const holding = ageBands(asOf).filter(
        ({ bornFrom, bornTo }) => (bornFrom ?? "") <= birth && birth <= bornTo,
      )
      expect(holding.map(({ from }) => from)).toEqual(birth > asOf ? [] : [ageBandOf(birth, asOf)])
    }),
  )
})
