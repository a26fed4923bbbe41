import { hash } from "node:crypto"
import { cleanseRow, planCleansing } from "#cleanse"
import {
  dictionary,
  Failure,
  fieldOf,
  type CleanValue,
  type CleanValues,
  type FieldId,
  type RecordId,
  type Sealer,
  type Subject,
} from "#kernel"
import { sealValues } from "./seal-values.ts"

/** What a person says of one field; places are those of its golden values. */
export type Typed =
  | { readonly value: string }
  | { readonly deny: string | number }
  | { readonly withdraw: true }
  | { readonly forget: { readonly record: RecordId; readonly at: number } }
  | { readonly pin: number }
  | { readonly unpin: true }
  | { readonly from: RecordId }
  | { readonly confirm: true }
  | { readonly before: number }
  | { readonly unsay: string }

export interface Typing {
  readonly subject: Subject
  readonly field: FieldId
  /** Milliseconds since 1970. */
  readonly now: number
  readonly sealer: Sealer
}

/**
 * A typed text as evidence: cleansed and sealed like that of a file, with what follows from it.
 * @throws Failure "flow/unreadable-value" | "cleanse/unknown-field" | "cleanse/field-of-other-subject"
 */
export function readTyped(written: string, { subject, field, now, sealer }: Typing): CleanValues {
  const context = { today: new Date(now).toISOString().slice(0, 10) }
  const { clean } = cleanseRow(planCleansing({ subject, columns: [field], context }), [written])
  if (clean?.[field]?.some(({ v }) => v !== undefined) !== true) {
    throw new Failure("flow/unreadable-value", { field })
  }
  const sealed = sealValues(sealer, clean).clean
  return mapValues(sealed, (values) => values.map((value) => ({ ...value, t: now })))
}

/** The same text as something that is not true; what would follow from it is not denied. */
export function readDenied(written: string, typing: Typing): CleanValues {
  const values = readTyped(written, typing)[typing.field] ?? []
  return { [typing.field]: values.map((value) => ({ ...value, k: "denied" as const })) }
}

/** What was typed or denied of a field, without that text: as if it had never been said. */
export function unsaid(clean: CleanValues, written: string, typing: Typing): CleanValues {
  const said = new Set((readTyped(written, typing)[typing.field] ?? []).map(textOf))
  return withFields(clean, [typing.field], (values) =>
    values.filter((value) => !said.has(textOf(value))),
  )
}

/** Fields that are typed and withdrawn together: an address is never put together from two records. */
export function fieldsWith(field: FieldId): readonly FieldId[] {
  const group = fieldOf(field)?.group
  if (group === undefined) return [field]
  return dictionary.filter((each) => each.group === group).map(({ id }) => id)
}

/** What was typed before and still holds beside what is said now. */
export function withoutEarlier(clean: CleanValues, typed: Typed, said: CleanValues): CleanValues {
  const fresh = new Set(Object.values(said).flatMap((values) => values.map(textOf)))
  const replaced = new Set("deny" in typed ? [] : Object.keys(said).flatMap(fieldsWith))
  const kept = mapValues(clean, (values, field) =>
    values.filter((value) => {
      if (Object.hasOwn(said, field) && fresh.has(textOf(value))) return false
      return !replaced.has(field) || value.k === "denied" || fieldOf(field)?.many === true
    }),
  )
  return Object.fromEntries(Object.entries(kept).filter(([, values]) => values.length > 0))
}

/** Takes away all that was ever typed of some fields. */
export function withoutFields(clean: CleanValues, fields: readonly FieldId[]): CleanValues {
  return Object.fromEntries(Object.entries(clean).filter(([field]) => !fields.includes(field)))
}

/** Both, field by field; what comes first is asked first. */
export function together(first: CleanValues, then: CleanValues): CleanValues {
  const fields = new Set([...Object.keys(first), ...Object.keys(then)])
  return Object.fromEntries(
    Array.from(fields, (field) => [field, [...(first[field] ?? []), ...(then[field] ?? [])]]),
  )
}

/** Tells typed contents apart; sealed values are hashed as they are sealed. */
export function typedHash(clean: CleanValues): Buffer {
  return hash("sha256", JSON.stringify(clean), "buffer").subarray(0, 16)
}

function textOf({ x, v }: CleanValue): string | undefined {
  return x ?? v
}

/** Some fields with other values, the rest as they are. */
export function withFields(
  clean: CleanValues,
  fields: readonly FieldId[],
  change: (values: readonly CleanValue[], field: FieldId) => readonly CleanValue[],
): CleanValues {
  const changed = mapValues(clean, (values, field) =>
    fields.includes(field) ? change(values, field) : values,
  )
  return Object.fromEntries(Object.entries(changed).filter(([, values]) => values.length > 0))
}

/** Only these fields. */
export function onlyFields(clean: CleanValues, fields: readonly FieldId[]): CleanValues {
  return Object.fromEntries(Object.entries(clean).filter(([field]) => fields.includes(field)))
}

function mapValues(
  clean: CleanValues,
  change: (values: readonly CleanValue[], field: FieldId) => readonly CleanValue[],
): CleanValues {
  return Object.fromEntries(
    Object.entries(clean).map(([field, values]) => [field, change(values, field)]),
  )
}
