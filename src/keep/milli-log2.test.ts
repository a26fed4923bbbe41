import { expect, test } from "vitest"
import { milliLog2 } from "./milli-log2.ts"

test("powers of two are exact, and the rest is what Math.log2 says, rounded down", () => {
  for (let power = 0; power < 20; power += 1) expect(milliLog2(2 ** power)).toBe(power * 1000)
  for (let value = 1; value <= 5000; value += 1) {
    const off = milliLog2(value) - Math.floor(Math.log2(value) * 1000)
    expect(Math.abs(off)).toBeLessThanOrEqual(1)
  }
})

test("more is never less", () => {
  for (let value = 2; value <= 5000; value += 1) {
    expect(milliLog2(value)).toBeGreaterThanOrEqual(milliLog2(value - 1))
  }
})
