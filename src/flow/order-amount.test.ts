import { assert, constantFrom, integer, property } from "fast-check"
import { expect, test } from "vitest"
import {
  addDecimals,
  multiply,
  readAmount,
  readCurrency,
  readDecimal,
  writtenMinor,
} from "./order-amount.ts"

test.each([
  ["11.77", "USD", 1177, "USD"],
  ["0.00", "USD", 0, "USD"],
  ["¥1,234.50", "CNY", 123_450, "CNY"],
  ["-12", "CNY", -1200, "CNY"],
  ["(12.00)", "CNY", -1200, "CNY"],
  ["１２．５", "CNY", 1250, "CNY"],
  ["1500", "JPY", 1500, "JPY"],
  ["US$ 3", "CNY", 300, "USD"],
])("%s in %s is %i %s", (...[written, usual, minor, currency]) => {
  expect(readAmount(written, usual)).toEqual({ minor, currency, doubts: [] })
})

test.each(["", "-", "many", "1.2.3"])("%j is no amount", (written) => {
  expect(readAmount(written, "CNY")).toEqual({ flaw: "flow/order-amount" })
})

test("an amount finer than the smallest coin is taken with a doubt", () => {
  expect(readAmount("1.005", "CNY")).toMatchObject({ minor: 101, doubts: ["money/rounded"] })
})

test.each([
  ["", "CNY"],
  ["usd", "USD"],
  ["人民币", "CNY"],
  ["CNY", "CNY"],
  ["€", "EUR"],
  ["THB", "THB"],
  ["$", "USD"],
  ["gold", undefined],
  ["ABC", undefined],
])("the currency cell %j says %s", (written, currency) => {
  expect(readCurrency(written, "CNY")).toBe(currency)
})

test.each([
  ["19.99", "3", "CNY", 5997],
  ["0.3333", "300", "CNY", 9999],
  ["0.005", "1", "CNY", 1],
  ["-0.005", "1", "CNY", -1],
  ["12.5", "0.5", "JPY", 6],
  ["100", "2", "JPY", 200],
])("%s times %s in %s is %i", (...[price, quantity, currency, minor]) => {
  expect(multiply(price, quantity, currency)).toBe(minor)
})

test("what is written of minor units is read as the same", () => {
  const amounts = integer({ min: -1e12, max: 1e12 })
  assert(
    property(amounts, constantFrom("CNY", "USD", "JPY"), (minor, currency) => {
      const read = readAmount(writtenMinor(minor, currency), currency)
      expect(read).toEqual({ minor, currency, doubts: [] })
    }),
  )
})

test("decimals add up without floating", () => {
  expect(addDecimals(["0.1", "0.2"])).toBe("0.3")
  expect(addDecimals(["1", "-2.50", "0.005"])).toBe("-1.495")
  expect(addDecimals([])).toBe("0")
  expect(readDecimal(" 1,234.50 ")).toBe("1234.5")
})
