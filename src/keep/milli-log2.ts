const one = 2 ** 25

/**
 * Thousandths of the binary logarithm of a whole number from 1, rounded down. Whole-number arithmetic
 * only (every product stays below 2^53), so that two machines never disagree about a golden value.
 */
export function milliLog2(value: number): number {
  let mantissa = Math.max(1, Math.trunc(value)) * one
  let whole = 0
  while (mantissa >= 2 * one) {
    mantissa = Math.floor(mantissa / 2)
    whole += 1
  }
  let fraction = 0
  for (let bit = 0; bit < 16; bit += 1) {
    mantissa = Math.floor((mantissa * mantissa) / one)
    fraction *= 2
    if (mantissa < 2 * one) continue
    mantissa = Math.floor(mantissa / 2)
    fraction += 1
  }
  return whole * 1000 + Math.floor((fraction * 1000) / 65_536)
}
