import { describe, expect, test } from "vitest"
import { formatsOf } from "./format.ts"

const zh = formatsOf("zh")
const en = formatsOf("en")

describe("figures", () => {
  test("are exact below ten thousand, then in 万 and 亿, in English K and M", () => {
    expect(zh.figure(9_999)).toEqual({ value: "9,999", scale: "" })
    expect(zh.figure(1_284_306)).toEqual({ value: "128.4", scale: "万" })
    expect(zh.figure(230_000_000)).toEqual({ value: "2.3", scale: "亿" })
    expect(en.figure(1_284_306)).toEqual({ value: "1.284", scale: "M" })
    expect(en.figure(34_570)).toEqual({ value: "34.57", scale: "K" })
  })

  test("counts and shares", () => {
    expect(zh.count(12_486)).toBe("12,486")
    expect(zh.percent(0.1234)).toBe("12.3%")
    expect(zh.percent(0.12)).toBe("12.0%")
  })

  test("few are not none", () => {
    expect(zh.percent(6 / 23_570)).toBe("<0.1%")
    expect(zh.percent(0)).toBe("0.0%")
  })
})

describe("money", () => {
  test("carries its unit as the language does, minor units only when asked for", () => {
    expect(zh.money({ minor: 3_826_450, currency: "CNY" })).toBe("38,265 元")
    expect(zh.money({ minor: 3_826_450, currency: "CNY" }, "exact")).toBe("38,264.50 元")
    expect(en.money({ minor: 1_200, currency: "USD" })).toBe("USD 12")
    expect(zh.money({ minor: 1_200, currency: "CHF" })).toBe("12 CHF")
  })

  test("a yen has no hundredth", () => {
    expect(zh.money({ minor: 1_200, currency: "JPY" })).toBe("1,200 日元")
  })
})

describe("dates as people say them", () => {
  const now = new Date(2026, 10, 20, 12, 0)

  test("near ones by their distance", () => {
    expect(zh.past(at(10, 20), now)).toBe("今天 09:30")
    expect(zh.past(at(10, 19, 23), now)).toBe("昨天")
    expect(zh.past(at(10, 11), now)).toBe("9 天前")
    expect(zh.past(at(9, 21), now)).toBe("30 天前")
    expect(en.past(at(10, 11), now)).toBe("9 days ago")
  })

  test("then by months, and beyond a year by the date", () => {
    expect(zh.past(at(4, 20), now)).toBe("6 个月前")
    expect(zh.past(new Date(1998, 5, 30, 8).toISOString(), now)).toBe("1998 年 6 月 30 日")
    expect(en.past(new Date(1998, 5, 30, 8).toISOString(), now)).toBe("30 Jun 1998")
  })

  test("partial dates stay partial", () => {
    expect(zh.date("1988-03-06")).toBe("1988 年 3 月 6 日")
    expect(zh.date("1988-03")).toBe("1988 年 3 月")
    expect(zh.date("1988")).toBe("1988 年")
    expect(en.date("1988-03")).toBe("Mar 1988")
    expect(zh.date("someday")).toBe("someday")
  })
})

test.each([
  ["+8613800592716", "138 0059 2716"],
  ["+8659187654321", "0591 8765 4321"],
  ["+861066668888", "010 6666 8888"],
  ["+862088889999", "020 8888 9999"],
  ["+442079460958", "+4420 7946 0958"],
  ["138005", "138005"],
])("the phone %s is read as %s", (e164, shown) => {
  expect(zh.phone(e164)).toBe(shown)
})

test("sizes and durations", () => {
  expect(en.bytes(2_097_152)).toBe("2 MB")
  expect(zh.seconds(3.44)).toBe("3.4 秒")
  expect(zh.seconds(130)).toBe("2 分 10 秒")
  expect(zh.seconds(59.6)).toBe("1 分 0 秒")
})

function at(month: number, day: number, hour = 9): string {
  return new Date(2026, month, day, hour, 30).toISOString()
}
