import { byBirth, chooseGolden, liveOf, type KeptRecord } from "#keep"
import {
  Failure,
  fieldOf,
  type CleanValue,
  type CleanValues,
  type FieldId,
  type RecordId,
  type Sealer,
} from "#kernel"
import type { Desk } from "./shadow.ts"
import {
  fieldsWith,
  onlyFields,
  readDenied,
  readTyped,
  together,
  typedHash,
  unsaid,
  withFields,
  withoutEarlier,
  withoutFields,
  type Typed,
} from "./typed-values.ts"

/** Something typed, and all that decides what it means. */
export interface TypingInto {
  readonly desk: Desk
  readonly field: FieldId
  readonly typed: Typed
  /** Milliseconds since 1970. */
  readonly now: number
  readonly sealer: Sealer
  /** What shadows said before the edit that is undone. */
  readonly before: ReadonlyMap<RecordId, CleanValues>
}

/**
 * The shadows that say something else afterwards.
 * @throws Failure "flow/unreadable-value" | "flow/nothing-there" | "cleanse/…"
 */
export function typedInto(into: TypingInto): readonly KeptRecord[] {
  const { desk, now } = into
  const { own, shadows } = desk
  const said = saying(into)
  const all = said === undefined ? shadows : [own, ...shadows.filter(({ id }) => id !== own.id)]
  return all.flatMap((shadow) => {
    const left = leftOf(into, shadow, said ?? {})
    const clean = shadow.id === own.id ? together(said ?? {}, left) : left
    const contentHash = typedHash(clean)
    if (contentHash.equals(shadow.contentHash)) return []
    return [{ ...shadow, clean, contentHash, observed: now, received: now }]
  })
}

/** What is said anew; `undefined` where only what was typed before is changed. */
function saying(into: TypingInto): CleanValues | undefined {
  const { typed, field, desk, now, sealer } = into
  const typing = { subject: desk.own.subject, field, now, sealer }
  if ("deny" in typed)
    return typeof typed.deny === "string"
      ? readDenied(typed.deny, typing)
      : stamped(onlyFields(goldenAt(into, typed.deny), [field]), { t: now, k: "denied" })
  if ("pin" in typed) return stamped(goldenAt(into, typed.pin), { t: now, p: true })
  if ("from" in typed) return stamped(saidBy(into, typed.from), { t: now })
  if (!("value" in typed)) return undefined
  const said = readTyped(typed.value, typing)
  if (fieldOf(field)?.group !== "address") return said
  return { ...stamped(onlyFields(goldenOf(desk), fieldsWith("address")), { t: now }), ...said }
}

function leftOf(into: TypingInto, shadow: KeptRecord, said: CleanValues) {
  const { typed, field, now, before, sealer } = into
  const { id, clean, subject } = shadow
  const fields = fieldsWith(field)
  if ("withdraw" in typed) return withoutFields(clean, fields)
  if ("before" in typed) {
    if (shadow.row < typed.before) return clean
    return { ...withoutFields(clean, fields), ...onlyFields(before.get(id) ?? {}, fields) }
  }
  if ("forget" in typed) {
    if (id !== typed.forget.record) return clean
    return withFields(clean, [field], (values) => values.filter((_, at) => at !== typed.forget.at))
  }
  if ("unsay" in typed) return unsaid(clean, typed.unsay, { subject, field, now, sealer })
  if ("unpin" in typed) return withFields(clean, fields, (values) => values.map(unpinned))
  if ("confirm" in typed)
    return withFields(clean, fields, (values) => values.map((value) => ({ ...value, t: now })))
  return withoutEarlier(clean, typed, said)
}

function goldenOf({ members, rules }: Desk): CleanValues {
  return chooseGolden(byBirth(members.map(liveOf)), rules.sources).golden
}

function isUsable({ v, k }: CleanValue): boolean {
  return v !== undefined && k !== "denied"
}

/** A golden value and what goes with it. */
function goldenAt({ desk, field }: TypingInto, place: number): CleanValues {
  const golden = onlyFields(goldenOf(desk), fieldsWith(field))
  const value = golden[field]?.[place]
  if (value === undefined) throw new Failure("flow/nothing-there", { field })
  return fieldOf(field)?.many === true ? { [field]: [value] } : golden
}

/** What a record says, as far as it can be true. */
function saidBy({ desk, field }: TypingInto, record: RecordId): CleanValues {
  const member = desk.members.find(({ id }) => id === record)
  const said = withFields(
    onlyFields(member?.clean ?? {}, fieldsWith(field)),
    fieldsWith(field),
    (values) => values.filter(isUsable),
  )
  if (said[field] === undefined) throw new Failure("flow/nothing-there", { field })
  return said
}

function unpinned(value: CleanValue): CleanValue {
  const entries = Object.entries(value).filter(([key]) => key !== "p")
  return Object.fromEntries(entries)
}

function stamped(
  clean: CleanValues,
  stamp: Pick<CleanValue, "t" | "p" | "k">,
): Record<FieldId, readonly CleanValue[]> {
  return Object.fromEntries(
    Object.entries(clean).map(([field, values]) => [
      field,
      values.map((value) => ({ ...unpinned(value), ...stamp })),
    ]),
  )
}
