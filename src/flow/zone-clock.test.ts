import { assert, constantFrom, integer, pre, property } from "fast-check"
import { expect, test } from "vitest"
import { zoneClock } from "./zone-clock.ts"

const at = (zone: string, day: string, time: string) =>
  zoneClock(zone)
    .instantOf({ day, ms: Date.parse(`1970-01-01T${time}Z`) })
    .toISOString()

test.each([
  ["Asia/Shanghai", "2024-05-17", "09:30", "2024-05-17T01:30:00.000Z"],
  // Clocks of Shanghai stood an hour ahead in the summers of 1986 to 1991.
  ["Asia/Shanghai", "1988-07-01", "00:00", "1988-06-30T15:00:00.000Z"],
  ["America/New_York", "2024-07-01", "00:00", "2024-07-01T04:00:00.000Z"],
  ["America/New_York", "2024-01-01", "00:00", "2024-01-01T05:00:00.000Z"],
  ["Asia/Kolkata", "2024-01-01", "00:00", "2023-12-31T18:30:00.000Z"],
  ["UTC", "1970-01-01", "00:00", "1970-01-01T00:00:00.000Z"],
])("in %s %s %s is %s", (...[zone, day, time, instant]) => {
  expect(at(zone, day, time)).toBe(instant)
})

test("an hour that comes twice is its first, one that never comes is the next", () => {
  expect(at("Europe/Berlin", "2024-10-27", "02:30")).toBe("2024-10-27T00:30:00.000Z")
  expect(at("Europe/Berlin", "2024-03-31", "02:30")).toBe("2024-03-31T01:30:00.000Z")
})

test("the day of an instant is the day it was made from", () => {
  const clocks = ["Asia/Shanghai", "America/St_Johns", "Pacific/Apia", "Europe/London"].map(
    zoneClock,
  )
  const days = integer({ min: 0, max: 20_000 })
  const noon = 12 * 3_600_000
  assert(
    property(constantFrom(...clocks), days, (clock, number) => {
      const day = new Date(number * 86_400_000).toISOString().slice(0, 10)
      // Samoa left out the 30th of December 2011.
      pre(day !== "2011-12-30")
      expect(clock.dayOf(clock.instantOf({ day, ms: noon }))).toBe(day)
    }),
  )
})

test("a zone nobody has heard of is refused", () => {
  expect(() => zoneClock("Asia/Nowhere")).toThrow("flow/unknown-zone")
})
