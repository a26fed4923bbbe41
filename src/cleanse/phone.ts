import {
  parsePhoneNumberFromString,
  type CountryCode,
  isSupportedCountry,
} from "libphonenumber-js/max"
import { impossible, judge, type Verdict } from "#kernel"
import type { Cleaner, CleanContext } from "./cleaner.ts"
import { isPlaceholder } from "./placeholder.ts"
import { unifySpelling } from "./spelling.ts"
import { spreadsheetDigits } from "./spreadsheet.ts"

const reasons = [
  "phone/empty",
  "phone/placeholder",
  "phone/spelling",
  "phone/spreadsheet-number",
  "phone/spreadsheet-lost-digits",
  "phone/masked",
  "phone/characters",
  "phone/length",
  "phone/no-area-code",
  "phone/short-number",
  "phone/not-assigned",
  "phone/pattern",
  "phone/machine",
] as const
type Reason = (typeof reasons)[number]

/** Phone number: E.164, with `;ext=` where there is an extension. */
export const phone: Cleaner<Reason> = {
  kind: "phone",
  reasons,
  example: "+8613800138000",
  cleanse: cleansePhone,
  split: splitPhones,
}

const mobile = /^(?:(?:\+|00)?86)?0?(1[3-9]\d{9})$/
// Cards in machines have thirteen digits.
const thing = /^(?:(?:\+|00)?86)?14[01468]\d{10}$/
const canonicalMobile = /^(?:\+86)?1[3-9]\d{9}$/
const extension = /(?:转|分机号?|;?ext(?:ension)?\.?=?|(?<=\d)x|#) ?:?(\d{1,6})$/i
// 0755-26010000-8001 and 400-810-8888-1
const dashedExtension = /(?<=^\(?0\d{2,3}[-) ]*\d{7,8}|^[48]00-?\d{3}-?\d{4})-(\d{1,6})$/
const between =
  /(?:\s*[/、,|\n\r]|\s*;(?!ext=)|\s+(?:或|和|or)\s+|(?<=\d{7}) +(?=(?:\+?86[- ]?)?1[3-9]\d))\s*/i

function cleansePhone(written: string, context: CleanContext): Verdict<string, Reason> {
  if (context.country === "CN" && canonicalMobile.test(written))
    return judgeMobile(written, written)
  const spelled = unifySpelling(written)
  const restored = spreadsheetDigits(spelled)
  const bare = withoutDress(restored ?? spelled)
  const flaw = findFlaw(spelled, bare)
  if (flaw !== undefined) return impossible(flaw)
  if (restored !== undefined) return asRestored(cleansePhone(restored, context))
  const [line, extra] = splitExtension(bare)
  const digits = line.replace(/[^\d+]/g, "")
  if (context.country === "CN" && extra === "" && mobile.test(digits)) {
    return judgeMobile(digits, written)
  }
  return judgeLine(digits, { extra, written, context })
}

/** The numbers in one cell, however they are set apart. */
function splitPhones(written: string): readonly string[] {
  return written
    .normalize("NFKC")
    .split(between)
    .filter((part) => part !== "")
}

/** Without a label in front and without words behind. */
function withoutDress(spelled: string): string {
  return spelled
    .replace(
      /^(?:(?:联系)?(?:手机|电话)号?码?[.: ]*|(?:tel(?:ephone)?|mobile|phone|cell|t|m)[.: ]+)/i,
      "",
    )
    .replace(/^['"`]+|['"`]+$/g, "")
    .replace(/ ?\((?![\d+ -]+\))[^()\d]*\)$/u, "")
    .trim()
}

function findFlaw(spelled: string, bare: string): Reason | undefined {
  if (spelled === "" || bare === "") return "phone/empty"
  if (isPlaceholder(spelled) || /^\D*(\d)(?:\1|[- ])*$/.test(bare)) return "phone/placeholder"
  if (/^\d(?:\.\d+)?E\+?\d+$/i.test(bare)) return "phone/spreadsheet-lost-digits"
  if (/\d[ -]?[*xX]{2,}|\*/.test(bare)) return "phone/masked"
  if (!/^[+\d(][-+\d() ./\p{Pd};=:#extnsio转分机号]*$/iu.test(bare)) return "phone/characters"
  return undefined
}

function asRestored(verdict: Verdict<string, Reason>): Verdict<string, Reason> {
  if (verdict.kind === "impossible") return verdict
  const before = verdict.kind === "ok" ? [] : verdict.reasons
  const kind = verdict.kind === "doubtful" ? "doubtful" : "corrected"
  return { kind, value: verdict.value, reasons: ["phone/spreadsheet-number", ...before] }
}

function splitExtension(bare: string): readonly [line: string, extra: string] {
  const found = extension.exec(bare) ?? dashedExtension.exec(bare)
  return found === null ? [bare, ""] : [bare.slice(0, found.index), found[1] ?? ""]
}

function judgeMobile(digits: string, written: string): Verdict<string, Reason> {
  const number = digits.slice(-11)
  return judge(`+86${number}`, {
    changes: [!canonicalMobile.test(written) && "phone/spelling"],
    doubts: [isPattern(number) && "phone/pattern"],
  })
}

/** Eight equal or rising digits in a row: possible, and what people type when they do not want to say. */
function isPattern(mobileNumber: string): boolean {
  const tail = mobileNumber.slice(3)
  return /^(\d)\1{7}$/.test(tail) || tail === "12345678" || mobileNumber === "12345678901"
}

interface Line {
  readonly extra: string
  readonly written: string
  readonly context: CleanContext
}

function judgeLine(digits: string, { extra, written, context }: Line): Verdict<string, Reason> {
  if (context.country === "CN" && thing.test(digits)) {
    return doubt(`+86${digits.slice(-13)}`, "phone/machine")
  }
  const atHome = context.country === "CN" && !/^(?:\+|00)(?!86)/.test(digits)
  if (atHome && /^(?:(?:\+|00)?86)?0?1[3-9]\d*$/.test(digits) && !mobile.test(digits)) {
    return impossible("phone/length")
  }
  if (atHome && /^[2-8]\d{6,7}$/.test(digits)) return doubt(digits, "phone/no-area-code")
  const found = parse(digits, context.country)
  if (found === undefined || !found.isPossible() || !isSettled(found.number, context.country)) {
    return judgeFragment(digits)
  }
  const value = `${found.number}${extra === "" ? "" : `;ext=${extra}`}`
  return judge(value, {
    changes: [value !== written && digits !== written && "phone/spelling"],
    doubts: [!found.isValid() && "phone/not-assigned"],
  })
}

function parse(digits: string, country: string) {
  const home: CountryCode | undefined = isSupportedCountry(country) ? country : undefined
  const dialled = digits.replace(/^00(?=[1-9])/, "+").replace(/^86(?=0?[1-9]\d{8,11}$)/, "+86")
  const international = dialled.replace(/^\+860/, "+86")
  return parsePhoneNumberFromString(
    international,
    home === undefined ? {} : { defaultCountry: home },
  )
}

/** Digits in front that are read as a carrier's code can hide another number behind them. */
function isSettled(number: string, country: string): boolean {
  return parse(number, country)?.number === number
}

/** A number that cannot be dialled from everywhere: kept as its digits, never completed. */
function judgeFragment(digits: string): Verdict<string, Reason> {
  const short = /^(?:1\d{2}|1\d{4}|9\d{4}|9\d{5,7})$/.test(digits)
  return short ? doubt(digits, "phone/short-number") : impossible("phone/length")
}

function doubt(value: string, reason: Reason): Verdict<string, Reason> {
  return { kind: "doubtful", value, reasons: [reason] }
}
