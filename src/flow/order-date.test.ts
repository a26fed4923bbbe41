import { expect, test } from "vitest"
import { readOrderDate, type OrderDateRules } from "./order-date.ts"
import { zoneClock } from "./zone-clock.ts"

const rules: OrderDateRules = {
  clock: zoneClock("Asia/Shanghai"),
  dateOrder: "unknown",
  from: "1970-01-01",
  to: "2028-11-28",
}

test.each([
  ["19970101", "1996-12-31T16:00:00.000Z"],
  ["2024-02-29", "2024-02-28T16:00:00.000Z"],
  ["2024/5/7 9:05", "2024-05-07T01:05:00.000Z"],
  ["2024-05-17 09:30:15", "2024-05-17T01:30:15.000Z"],
  ["2024-05-17T09:30:15.250Z", "2024-05-17T09:30:15.250Z"],
  ["2024-05-17T09:30:15+02:00", "2024-05-17T07:30:15.000Z"],
  ["2024-05-17 09:30 -0530", "2024-05-17T15:00:00.000Z"],
  ["2024年5月17日", "2024-05-16T16:00:00.000Z"],
  ["2024/5/17 下午3:20", "2024-05-17T07:20:00.000Z"],
  ["2024-05-17 12:10 AM", "2024-05-16T16:10:00.000Z"],
  ["２０２４－０５－１７", "2024-05-16T16:00:00.000Z"],
  ["25/12/2024", "2024-12-24T16:00:00.000Z"],
  ["1970-01-01", "1969-12-31T16:00:00.000Z"],
  ["2028-11-28", "2028-11-27T16:00:00.000Z"],
])("%s in Shanghai is %s", (written, instant) => {
  const date = readOrderDate(written, rules)
  expect("at" in date ? date.at.toISOString() : date.flaw).toBe(instant)
})

test.each([
  "",
  "soon",
  "2024-13-01",
  "2024-02-30",
  "2024",
  "2024-05",
  "03/04/2024",
  "2024-05-17 25:00",
])("%j is no date of an order", (written) => {
  expect(readOrderDate(written, rules)).toEqual({ flaw: "flow/order-date" })
})

test.each(["1969-12-31", "2028-11-29", "1900-01-01", "9999-12-31"])(
  "%s is out of range",
  (written) => {
    expect(readOrderDate(written, rules)).toEqual({ flaw: "flow/order-date-range" })
  },
)

test("the order of day and month is the file's", () => {
  const days = (["day-first", "month-first"] as const).map((dateOrder) => {
    const date = readOrderDate("03/04/2024", { ...rules, dateOrder })
    return "day" in date ? date.day : date.flaw
  })
  expect(days).toEqual(["2024-04-03", "2024-03-04"])
})
