import { expect, test } from "vitest"
import { ageOn } from "./age.ts"

test.each([
  ["1988-03-06", "2026-03-05", 37],
  ["1988-03-06", "2026-03-06", 38],
  ["1988-02-29", "2026-02-28", 37],
  ["2026-11-28", "2026-11-28", 0],
])("who is born on %s is on %s %i years old", (birth, day, years) => {
  expect(ageOn(birth, new Date(`${day}T12:00:00`))).toBe(years)
})

test.each([undefined, "1988", "1988-03", "2090-01-01", "1800-01-01", "soon"])(
  "of %s no age is told",
  (birth) => {
    expect(ageOn(birth, new Date("2026-11-28T12:00:00"))).toBeUndefined()
  },
)
