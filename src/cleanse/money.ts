import { impossible, judge, minorDigits, type Verdict } from "#kernel"
import type { Cleaner, CleanContext } from "./cleaner.ts"
import { currencyIn } from "./currency.ts"
import { isPlaceholder } from "./placeholder.ts"
import { unifySpelling } from "./spelling.ts"

const reasons = [
  "money/empty",
  "money/placeholder",
  "money/unreadable",
  "money/too-large",
  "money/rounded",
  "money/approximate",
  "money/spreadsheet-number",
] as const
type Reason = (typeof reasons)[number]

/**
 * Amount of money: whole minor units, a space, the currency: `123450 CNY` for ¥1,234.50. The one kind
 * whose canonical form is not a writing of itself: people who write "100 CNY" mean yuan.
 */
export const money: Cleaner<Reason> = {
  kind: "money",
  reasons,
  example: "1234.50",
  cleanse: cleanseMoney,
}

/** An amount as it would be written: `123450 CNY` is `1234.50 CNY`. */
export function writtenMoney(value: string): string {
  const [, sign = "", digits = "", currency = ""] = /^(-?)(\d+) ([A-Z]{3})$/.exec(value) ?? []
  const places = minorDigits(currency)
  if (places === 0) return `${sign}${digits} ${currency}`
  const padded = digits.padStart(places + 1, "0")
  return `${sign}${padded.slice(0, -places)}.${padded.slice(-places)} ${currency}`
}

const units: Readonly<Record<string, number>> = {
  "": 0,
  百: 2,
  千: 3,
  k: 3,
  万: 4,
  w: 4,
  萬: 4,
  十万: 5,
  百万: 6,
  千万: 7,
  亿: 8,
  億: 8,
  十亿: 9,
}
const amount =
  /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+)(?:\.(\d*))?(?:e\+?(\d{1,2}))?(百万|千万|十万|十亿|[百千k万萬w亿億])?$/i

function cleanseMoney(written: string, context: CleanContext): Verdict<string, Reason> {
  const spelled = unifySpelling(written)
  if (spelled === "") return impossible("money/empty")
  if (isPlaceholder(spelled)) return impossible("money/placeholder")
  const { currency, rest } = currencyIn(spelled, context.currency)
  const { negative, about, digits } = withoutSigns(rest)
  const found = amount.exec(digits)
  if (found === null || currency === undefined) return impossible("money/unreadable")
  const places = minorDigits(currency)
  const shift = Number(found[3] ?? 0) + (units[(found[4] ?? "").toLowerCase()] ?? 0) + places
  const { minor, lost } = shiftPoint((found[1] ?? "").replaceAll(",", ""), found[2] ?? "", shift)
  if (minor > 9_007_199_254_740_991n) return impossible("money/too-large")
  return judge(`${negative && minor !== 0n ? "-" : ""}${minor} ${currency}`, {
    changes: [lost === "noise" && "money/rounded"],
    doubts: [
      lost === "digits" && "money/rounded",
      about && "money/approximate",
      found[3] !== undefined && "money/spreadsheet-number",
    ],
  })
}

function withoutSigns(rest: string) {
  const bare = rest
    .replaceAll(" ", "")
    .replace(/[.,][-–—]{1,2}$/u, "")
    .replace(/[,，]$/u, "")
  const inner = /^\((.*)\)$/.exec(bare)?.[1] ?? bare
  const digits = inner
    .replace(/^(?:[-−–—+]|负)|[-−]$/gu, "")
    .replace(/^(?:约|大约|近)|(?:左右|余|多|\+|以上|整)$/gu, "")
  const sign = /^(?:[-−–—]|负)|[-−]$/u.test(inner)
  return {
    negative: inner !== bare || sign,
    about: /约|近|左右|余|多|以上|\+$/u.test(inner),
    digits,
  }
}

/** The number with its point moved right, rounded half up where digits are left over. */
function shiftPoint(whole: string, fraction: string, shift: number) {
  const kept = fraction.slice(0, shift).padEnd(shift, "0")
  const left = fraction.slice(shift)
  const minor = BigInt(whole + kept) + (/^[5-9]/.test(left) ? 1n : 0n)
  // Binary fractions printed in full: 29.330000000000002, 19.989999999999998.
  const noise = left.length >= 6 && /^(?:0{4,}|9{4,})\d*$/.test(left)
  const lost = /^0*$/.test(left) ? "nothing" : noise ? "noise" : "digits"
  return { minor, lost }
}
