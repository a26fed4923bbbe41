import * as fc from "fast-check"
import { expect, test } from "vitest"
import { parseNumber, printNumber } from "./number.ts"

const births = fc.integer({ min: 1, max: 1_000_000_000 })

// Specimens of the German tax number, which ends in the same check digit.
test.each(["86095742719", "47036892816", "65929970489"])(
  "the published %s is right",
  (specimen) => {
    expect(parseNumber(specimen)).toBe(Number(specimen.slice(0, -1)))
    expect(printNumber(Number(specimen.slice(0, -1))).replaceAll("-", "")).toBe(specimen)
  },
)

test("a number that is said and written down again is the same birth", () => {
  fc.assert(
    fc.property(births, (birth) => {
      expect(parseNumber(printNumber(birth))).toBe(birth)
    }),
  )
})

test("people may write it with spaces, full-width digits or nothing between", () => {
  const said = printNumber(23_570)
  expect(said).toMatch(/^\d{3}-\d{3}$/)
  for (const written of [said.replace("-", ""), said.replace("-", " "), said.replace("-", "－")]) {
    expect(parseNumber(written)).toBe(23_570)
  }
})

test("one wrong digit is always noticed", () => {
  fc.assert(
    fc.property(births, fc.nat(), fc.integer({ min: 1, max: 9 }), (birth, at, shift) => {
      const digits = printNumber(birth).replaceAll("-", "")
      const place = at % digits.length
      const wrong = (Number(digits[place]) + shift) % 10
      const slip = `${digits.slice(0, place)}${wrong}${digits.slice(place + 1)}`
      expect(parseNumber(slip)).toBeUndefined()
    }),
  )
})

test.each(["", "5", "abc", "1.5", "-12", "0", "12345678901234567890"])(
  "%j is no number",
  (written) => {
    expect(parseNumber(written)).toBeUndefined()
  },
)
