import { expect, test } from "vitest"
import type { TimelineEvent } from "./asking-customer.ts"
import { clockIn, monthsOf } from "./months.ts"

test("an instant is told by the clock of its source; midnight is a day without a time", () => {
  expect(clockIn("2026-11-10T16:07:00.000Z", "Asia/Shanghai")).toEqual({
    month: "2026-11",
    day: "11",
    time: "00:07",
  })
  expect(clockIn("1997-12-31T16:00:00.000Z", "Asia/Shanghai")).toEqual({
    month: "1998-01",
    day: "1",
    time: undefined,
  })
})

test("events are put together by the month of their source, in their order", () => {
  const events = ["2026-03-31T20:00:00.000Z", "2026-03-31T01:00:00.000Z"].map(at)
  const months = monthsOf(events, () => "Asia/Shanghai")
  expect(months.map(({ month, events: own }) => [month, own.length])).toEqual([
    ["2026-04", 1],
    ["2026-03", 1],
  ])
})

function at(instant: string): TimelineEvent {
  return {
    record: instant,
    source: "till",
    at: instant,
    key: instant,
    kind: "order",
    amount: null,
    quantity: null,
    batch: 1,
    data: {},
  }
}
