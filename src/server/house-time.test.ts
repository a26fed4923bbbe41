import { expect, test } from "vitest"
import { houseTime } from "./house-time.ts"

test("a day means its last moment where the house stands, an instant itself, nothing is now", () => {
  const { instantOf } = houseTime()
  expect(instantOf("2026-11-28")).toEqual(new Date("2026-11-28T15:59:59.999Z"))
  expect(instantOf("2026-12-31")).toEqual(new Date("2026-12-31T15:59:59.999Z"))
  expect(instantOf("2026-11-28T08:30:00Z")).toEqual(new Date("2026-11-28T08:30:00Z"))
  expect(instantOf(undefined)).toBeUndefined()
})

test("a day of 23 hours ends an hour earlier", () => {
  const { instantOf, dayOf } = houseTime("America/New_York")
  expect(instantOf("2026-03-08")).toEqual(new Date("2026-03-09T03:59:59.999Z"))
  expect(dayOf(new Date("2026-03-09T03:59:59.999Z"))).toBe("2026-03-08")
})

test("a zone that nobody knows is refused at the start", () => {
  expect(() => houseTime("Mars/Olympus")).toThrow("flow/unknown-zone")
})
