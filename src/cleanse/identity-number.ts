import { impossible, isPartialDate, judge, type Verdict } from "#kernel"
import type { Cleaner, CleanContext } from "./cleaner.ts"
import { isPlaceholder } from "./placeholder.ts"
import { isProvinceCode, wasRegionCode } from "./region-code.ts"
import { unifySpelling } from "./spelling.ts"

// GB 11643-1999: region 6, birth date 8, sequence 3 (odd: male), check 1 (ISO 7064 MOD 11-2).
// Before 1999: 15 digits, the year without its century and no check.

const reasons = [
  "identity-number/empty",
  "identity-number/placeholder",
  "identity-number/spelling",
  "identity-number/fifteen-digits",
  "identity-number/spreadsheet-lost-digits",
  "identity-number/masked",
  "identity-number/length",
  "identity-number/characters",
  "identity-number/birth-date",
  "identity-number/region",
  "identity-number/century",
  "identity-number/check",
] as const
type Reason = (typeof reasons)[number]

/** Number of a resident's identity card of mainland China, of the same form for HK, Macao, Taiwan and foreign residents. */
export const identityNumber: Cleaner<Reason> = {
  kind: "identity-number",
  reasons,
  example: "11010519491231002X",
  cleanse: cleanseIdentityNumber,
}

/** What a valid number says of its holder; for comparison, never as evidence. */
export interface Holder {
  readonly birthDate: string
  readonly sex: "male" | "female"
}

/** Reads the holder out of a canonical number of 18. */
export function holderOf(number: string): Holder {
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  return { birthDate, sex: Number(number.charAt(16)) % 2 === 1 ? "male" : "female" }
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

function cleanseIdentityNumber(written: string, context: CleanContext): Verdict<string, Reason> {
  const spelled = unifyNumber(written)
  const flaw = findSpellingFlaw(spelled)
  if (flaw !== undefined) return impossible(flaw)
  const old = spelled.length === 15
  const number = old ? lengthen(spelled) : spelled
  const { birthDate } = holderOf(number)
  if (!isPartialDate(birthDate) || birthDate < "1850" || birthDate > context.today) {
    return impossible("identity-number/birth-date")
  }
  return judge(number, {
    changes: [
      spelled !== written && "identity-number/spelling",
      old && "identity-number/fifteen-digits",
    ],
    doubts: [
      !regionExists(number) && "identity-number/region",
      old && /99[6-9]$/.test(spelled) && "identity-number/century",
      checkDigitOf(number) !== number.charAt(17) && "identity-number/check",
    ],
  })
}

function unifyNumber(written: string): string {
  if (/^\d{17}[\dX]$/.test(written)) return written
  return unifySpelling(written)
    .replace(/^["'`’]+|["'`’]+$/gu, "")
    .replace(/[\s\p{Pd}._]/gu, "")
    .toUpperCase()
    .replace(/[×Χ✕╳Х]$/u, "X")
}

function findSpellingFlaw(spelled: string): Reason | undefined {
  if (spelled === "") return "identity-number/empty"
  if (isPlaceholder(spelled) || /^(\d)\1*$/.test(spelled)) return "identity-number/placeholder"
  if (/^\d{2,}E\+?\d+$/.test(spelled)) return "identity-number/spreadsheet-lost-digits"
  if (/\*|X{3}/.test(spelled)) return "identity-number/masked"
  if (spelled.length !== 18 && spelled.length !== 15) return "identity-number/length"
  if (!/^(?:\d{15}|\d{17}[\dX])$/.test(spelled)) return "identity-number/characters"
  // A spreadsheet keeps fifteen digits and writes zeros for the rest.
  return /^\d{15}000$/.test(spelled) && checkDigitOf(spelled) !== "0"
    ? "identity-number/spreadsheet-lost-digits"
    : undefined
}

function lengthen(old: string): string {
  // The sequences 996 to 999 were kept for those who were past a hundred.
  const century = /99[6-9]$/.test(old) ? "18" : "19"
  const body = old.slice(0, 6) + century + old.slice(6)
  return body + checkDigitOf(body)
}

// Cards of foreign residents begin with 9, then the province that issued them.
function regionExists(number: string): boolean {
  return number.startsWith("9")
    ? isProvinceCode(number.slice(1, 3))
    : wasRegionCode(number.slice(0, 6))
}

function checkDigitOf(number: string): string {
  let sum = 0
  for (let at = 0; at < 17; at++) sum += (weights[at] ?? 0) * Number(number.charAt(at))
  return "10X98765432".charAt(sum % 11)
}
