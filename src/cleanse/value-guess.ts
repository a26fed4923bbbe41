import { fieldOf, type FieldId } from "#kernel"
import { usualContext, type CleanContext } from "./cleaner.ts"
import { cleanerOf } from "./cleaners.ts"
import { provinceOf } from "./division.ts"
import { isSurname } from "./surname.ts"

/** Share of the values that a field's cleaner can use without a doubt, and can use at all; 0 to 1. */
export interface Fit {
  readonly sure: number
  readonly usable: number
  readonly count: number
}

/** How well the values of a column fit a field. Blank ones are not counted. */
export function fitOf(field: FieldId, values: readonly string[], context: CleanContext): Fit {
  const declared = fieldOf(field)
  const said = values.filter((value) => value.trim() !== "")
  if (declared === undefined || said.length === 0) return { sure: 0, usable: 0, count: 0 }
  const cleaner = cleanerOf(declared.kind)
  let sure = 0
  let usable = 0
  let placeholders = 0
  for (const value of said) {
    const [first = value] = cleaner.split?.(value) ?? [value]
    const verdict = cleaner.cleanse(first, { ...context, field: declared })
    if (verdict.kind === "ok" || verdict.kind === "corrected") sure++
    if (verdict.kind !== "impossible") usable++
    else if (verdict.reasons[0]?.endsWith("/placeholder") === true) placeholders++
  }
  const judged = Math.max(1, said.length - placeholders)
  return { sure: sure / judged, usable: usable / judged, count: said.length - placeholders }
}

type Sign = (value: string) => boolean

const clean =
  (field: FieldId, shape: RegExp): Sign =>
  (value) => {
    const declared = fieldOf(field)
    if (declared === undefined || !shape.test(value)) return false
    const { kind } = cleanerOf(declared.kind).cleanse(value, { ...usualContext, field: declared })
    return kind === "ok" || kind === "corrected"
  }

// In order: what only one thing looks like comes first.
const signs: readonly (readonly [field: FieldId, share: number, sign: Sign])[] = [
  ["identity_number", 0.6, clean("identity_number", /^[\dXx\s-]{15,22}$/)],
  ["credit_code", 0.6, clean("credit_code", /^[\dA-Za-z-]{18,22}$/)],
  ["emails", 0.6, clean("emails", /@/)],
  ["phones", 0.7, clean("phones", /^(?:\+?86)?[\s-]*1[3-9]|^\+\d|^0\d{2,3}-\d{7,8}$/)],
  [
    "organisation_name",
    0.5,
    (value) => /(?:公司|集团|有限合伙\)|事务所|商行|工厂|研究院)$/u.test(value),
  ],
  ["sex", 0.9, (value) => /^(?:男|女|男性|女性|male|female)$/i.test(value)],
  ["province", 0.9, (value) => /\p{Script=Han}/u.test(value) && provinceOf(value) !== undefined],
  ["address", 0.6, (value) => /\p{Script=Han}/u.test(value) && /[路街号镇村巷弄楼室]/u.test(value)],
  ["name", 0.8, (value) => /^\p{Script=Han}{2,4}$/u.test(value) && isSurname(value)],
  ["birth_date", 0.9, (value) => /^19\d\d(?:[-/.年]?\d{1,2}){2}日?$/u.test(value)],
]

/** The field that the values of a column look like, and how surely. */
export function guessByValues(
  values: readonly string[],
): { readonly target: FieldId; readonly confidence: number } | undefined {
  const said = values.map((value) => value.trim()).filter((value) => value !== "")
  if (said.length < 3) return undefined
  for (const [target, share, sign] of signs) {
    const fitting = said.filter(sign).length / said.length
    if (fitting >= share) return { target, confidence: 0.5 + 0.3 * fitting }
  }
  return undefined
}
