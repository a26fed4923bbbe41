import type { CleanValue, CleanValues, FieldId, Subject } from "#kernel"
import { companyKey, nameKey, textKey } from "./name-key.ts"

const none: readonly string[] = []

/**
 * Exact keys of a record, each under the name of its rule: `id:`, `email-name:`, `phone-name:`,
 * `name-birth-postcode:`, `name-birth-place:`; of an organisation `credit:`, `name-phone:`,
 * `name-credit:`, `name-city:`. Only values that are sure take part: one in doubt, or typed by hand, links nobody. Of a sealed
 * value the blind index stands in the key. Cost: linear in the values.
 */
export function matchKeys(subject: Subject, clean: CleanValues): readonly string[] {
  return subject === "person" ? personKeys(clean) : organisationKeys(clean)
}

function personKeys(clean: CleanValues): readonly string[] {
  const keys = sure(clean, "identity_number").map((number) => `id:${number}`)
  const names = keysOf(sure(clean, "name"), nameKey)
  if (names.length === 0) return keys
  pair(keys, ["email-name", keysOf(sure(clean, "emails"), smallLetters), names])
  pair(keys, ["phone-name", sure(clean, "phones"), names])
  const births = sure(clean, "birth_date").filter((date) => date.length >= 10)
  if (births.length === 0) return keys
  const born: string[] = []
  for (const name of names) for (const birth of births) born.push(`${name}|${birth}`)
  pair(keys, ["name-birth-postcode", born, keysOf(sure(clean, "postcode"), textKey)])
  pair(keys, ["name-birth-place", born, keysOf(sure(clean, "birth_place"), textKey)])
  return keys
}

function organisationKeys(clean: CleanValues): readonly string[] {
  const codes = sure(clean, "credit_code")
  const keys = codes.map((code) => `credit:${code}`)
  const names = keysOf(sure(clean, "organisation_name"), companyKey)
  if (names.length === 0) return keys
  pair(keys, ["name-phone", names, sure(clean, "phones")])
  pair(keys, ["name-credit", names, codes])
  pair(keys, ["name-city", names, keysOf(sure(clean, "city"), textKey)])
  return keys
}

/** Every combination of two lists under a rule. */
function pair(
  keys: string[],
  [rule, left, right]: readonly [rule: string, left: readonly string[], right: readonly string[]],
): void {
  for (const one of left) for (const other of right) keys.push(`${rule}:${one}|${other}`)
}

function sure(clean: CleanValues, field: FieldId): string[] {
  const values = clean[field]
  if (values === undefined) return []
  const found: string[] = []
  for (const value of values) {
    const text = comparable(value)
    if (text !== undefined) found.push(text)
  }
  return found
}

function comparable(value: CleanValue): string | undefined {
  if (value.t !== undefined) return undefined
  return value.k === undefined || value.k === "corrected" ? (value.x ?? value.v) : undefined
}

function keysOf(values: readonly string[], keyOf: (value: string) => string): readonly string[] {
  if (values.length === 0) return none
  const keys = new Set(values.map(keyOf))
  keys.delete("")
  return [...keys]
}

function smallLetters(value: string): string {
  return value.toLowerCase()
}
