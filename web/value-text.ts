import { isTextKey, say, type Language } from "#text"
import type { Formats } from "./format.ts"

/** What is needed to write a value as people read it. */
export interface Writing {
  readonly language: Language
  readonly formats: Formats
}

/** A golden value as people read it: dates, phones, choices and money by their field's kind. */
export function valueText(
  { language, formats }: Writing,
  field: { readonly id: string; readonly kind: string },
  value: string,
): string {
  if (field.kind === "date") return formats.date(value)
  if (field.kind === "phone") return formats.phone(value)
  if (field.kind === "choice") return choiceText(language, field.id, value)
  if (field.kind === "money") return moneyText(formats, value)
  return value
}

function choiceText(language: Language, field: string, code: string): string {
  const key = field === "kind" ? `subject.${code}` : `choice.${field}.${code}`
  return isTextKey(key) ? say(language, key) : code
}

/** Golden money is `minor units` + space + currency. */
function moneyText(formats: Formats, value: string): string {
  const [, minor, currency] = /^(-?\d+) ([A-Z]{3})$/.exec(value) ?? []
  if (minor === undefined || currency === undefined) return value
  return formats.money({ minor: Number(minor), currency })
}
