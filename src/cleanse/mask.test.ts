import * as fc from "fast-check"
import { expect, test } from "vitest"
import { maskOf } from "./mask.ts"

test.each([
  ["identity-number", "11010519491231002X", "1101 **** **** 002X"],
  ["phone", "+8613800138000", "138 **** 8000"],
  ["phone", "+8659187654321;ext=8001", "**** 4321"],
  ["bank-card", "6222020000000000123", "**** 0123"],
  ["email", "wei.zhang@example.com", "w***@example.com"],
  ["person-name", "欧阳娜娜", "欧**"],
  ["date", "1980-05-17", "1980-**-**"],
  ["credit-code", "91350100M000100Y43", "9****3"],
  ["text", "短", "****"],
] as const)("a %s shows enough to recognise it: %s", (kind, value, shown) => {
  expect(maskOf(kind, value)).toBe(shown)
})

test("no mask gives away the middle of an identity number", () => {
  const digits = fc.string({
    unit: fc.constantFrom(...Array.from("0123456789")),
    minLength: 18,
    maxLength: 18,
  })
  fc.assert(
    fc.property(digits, (number) => {
      expect(maskOf("identity-number", number).replace(/[^\d]/g, "")).toHaveLength(8)
    }),
  )
})
