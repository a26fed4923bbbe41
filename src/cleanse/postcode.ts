import { impossible, judge, type Verdict } from "#kernel"
import type { Cleaner, CleanContext } from "./cleaner.ts"
import { isPlaceholder } from "./placeholder.ts"
import { unifySpelling } from "./spelling.ts"
import { spreadsheetDigits } from "./spreadsheet.ts"

const reasons = [
  "postcode/empty",
  "postcode/placeholder",
  "postcode/spelling",
  "postcode/spreadsheet-number",
  "postcode/characters",
  "postcode/length",
  "postcode/lost-zero",
] as const
type Reason = (typeof reasons)[number]

/** Postcode: six digits in China, elsewhere letters and digits in capitals. */
export const postcode: Cleaner<Reason> = {
  kind: "postcode",
  reasons,
  example: "350001",
  cleanse: cleansePostcode,
}

function cleansePostcode(written: string, { country }: CleanContext): Verdict<string, Reason> {
  if (/^[1-9]\d{5}$/.test(written)) return { kind: "ok", value: written }
  const spelled = unifySpelling(written)
    .replace(/^["'`]+|["'`]+$/g, "")
    .toUpperCase()
  if (spelled === "") return impossible("postcode/empty")
  if (isPlaceholder(spelled) || /^0+$/.test(spelled)) return impossible("postcode/placeholder")
  const restored = spreadsheetDigits(spelled)
  const code = restored ?? spelled.replace(/(?<=^\d{3}) (?=\d{3}$)/, "")
  if (!/^[\p{L}\d][\p{L}\d -]*$/u.test(code)) return impossible("postcode/characters")
  if (code.length < 3 || code.length > 12 || !/\d/.test(code)) return impossible("postcode/length")
  return judge(code, {
    changes: [
      restored === undefined && code !== written.trim().toUpperCase() && "postcode/spelling",
      restored !== undefined && "postcode/spreadsheet-number",
    ],
    doubts: [country === "CN" && /^[1-8]\d{4}$/.test(code) && "postcode/lost-zero"],
  })
}
