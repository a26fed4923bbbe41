/**
 * What each exact rule is worth, in thousandths of a bit: the logarithm of how much rarer two
 * strangers share the key than two records of one customer do. Set by hand from the sizes of the
 * value spaces; a learnt model replaces them. The order is that of patterns.
 */
const ruleMilliBits = {
  id: 24_000,
  credit: 24_000,
  "name-credit": 24_000,
  "email-name": 20_000,
  "phone-name": 19_000,
  "name-phone": 17_000,
  "name-birth-postcode": 16_000,
  "name-birth-place": 14_000,
  "name-city": 12_000,
} as const

/** Written into every run: which rules made its links. */
export const matchRules = "exact-keys-1"

/** Rules by the bit that stands for them while pairs are gathered. */
const ruleNames: readonly string[] = Object.keys(ruleMilliBits)
const milliBits: readonly number[] = Object.values(ruleMilliBits)

const bitOf = new Map(ruleNames.map((name, at) => [name, 1 << at]))

/** The bit of the rule by which a key was made, `<rule>:…`; 0 for a rule that is not known here. */
export function ruleBit(key: string): number {
  return bitOf.get(key.slice(0, key.indexOf(":"))) ?? 0
}

/** Names of the rules in a set of bits, joined by `+`. */
export function patternOf(bits: number): string {
  return ruleNames.filter((_, at) => (bits & (1 << at)) !== 0).join("+")
}

/** The rules of a pattern, one by one. */
export function rulesOf(pattern: string): readonly string[] {
  return pattern === "" ? [] : pattern.split("+")
}

/** The sum of the rules: several keys of one pair speak for it together. */
export function weightOf(bits: number): number {
  return milliBits.reduce((sum, points, at) => ((bits & (1 << at)) === 0 ? sum : sum + points), 0)
}
