import { impossible, judge, type Verdict } from "#kernel"
import type { Cleaner } from "./cleaner.ts"
import { isPlaceholder } from "./placeholder.ts"
import { unifySpelling, withoutSpaces } from "./spelling.ts"

const reasons = [
  "number/empty",
  "number/placeholder",
  "number/spelling",
  "number/unreadable",
  "number/spreadsheet-number",
] as const
type Reason = (typeof reasons)[number]

/** Decimal number of any length: digits, a point, no group marks, no zeros to spare. */
export const number: Cleaner<Reason> = {
  kind: "number",
  reasons,
  example: "1234.5",
  cleanse: cleanseNumber,
}

function cleanseNumber(written: string): Verdict<string, Reason> {
  const spelled = withoutSpaces(unifySpelling(written)).replace(/^[−–]/u, "-")
  if (spelled === "") return impossible("number/empty")
  if (isPlaceholder(spelled)) return impossible("number/placeholder")
  const found = /^([-+]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?(e[-+]?\d{1,2})?$/i.exec(spelled)
  const [, sign = "", whole = "", fraction = "", exponent = ""] = found ?? []
  if (found === null || (whole === "" && fraction === "")) return impossible("number/unreadable")
  if (exponent !== "") return judgeFloat(Number(spelled.replaceAll(",", "")))
  const value = trimmed(sign, whole.replaceAll(",", ""), fraction)
  return judge(value, { changes: [value !== written && "number/spelling"], doubts: [] })
}

function trimmed(sign: string, whole: string, fraction: string): string {
  const digits = whole.replace(/^0+(?=\d)/, "") || "0"
  const rest = fraction.replace(/0+$/, "")
  const size = rest === "" ? digits : `${digits}.${rest}`
  return sign === "-" && size !== "0" ? `-${size}` : size
}

/** What a program wrote short may have lost digits. */
function judgeFloat(value: number): Verdict<string, Reason> {
  const text = Math.abs(value) < 1e15 ? String(value) : BigInt(value).toString()
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return impossible("number/unreadable")
  return judge(text, { changes: [], doubts: ["number/spreadsheet-number"] })
}
