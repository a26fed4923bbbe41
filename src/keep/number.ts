/**
 * A customer's number, to be said on the phone: its birth number and a check digit by ISO 7064
 * MOD 11,10, in groups of three from the right. Every single wrong digit is noticed, and nearly
 * every swap of two neighbours. Source: ISO/IEC 7064:2003, hybrid system. Truth: number.test.ts
 */
export function printNumber(birth: number): string {
  const digits = `${birth}${checkDigit(String(birth))}`
  return digits.replace(/(?<=\d)(?=(?:\d{3})+$)/g, "-")
}

/** The birth number behind what somebody typed; `undefined` where the check digit says no. */
export function parseNumber(written: string): number | undefined {
  const digits = written.normalize("NFKC").replace(/[\s\p{Pd}]/gu, "")
  if (!/^[1-9]\d{1,15}$/.test(digits)) return undefined
  const birth = digits.slice(0, -1)
  return checkDigit(birth) === Number(digits.at(-1)) ? Number(birth) : undefined
}

function checkDigit(digits: string): number {
  const product = Array.from(digits, Number).reduce((carried, digit) => {
    const sum = (carried + digit) % 10
    return ((sum === 0 ? 10 : sum) * 2) % 11
  }, 10)
  return (11 - product) % 10
}
