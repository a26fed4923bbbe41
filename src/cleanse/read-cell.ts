import type { CleanValue, Field, Verdict } from "#kernel"
import type { Cleaner, CleanContext } from "./cleaner.ts"
import { keepable } from "./spelling.ts"

/** Nothing that is said of a customer is longer; the rest stays in the row as it was delivered. */
const longest = 1000
const shown = 200

export interface Reading {
  readonly cleaner: Cleaner
  readonly field: Field
  readonly context: CleanContext
}

/** What one cell says, as it is stored. Empty where the cell says nothing. Equal values come once. */
export function readCell(
  written: string,
  { cleaner, field, context }: Reading,
): readonly CleanValue[] {
  if (written.length > longest) return [tooLong(written)]
  if (!field.many || cleaner.split === undefined) return readWriting(written, cleaner, context)
  const parts = cleaner.split(written)
  if (parts.length < 2) return readWriting(written, cleaner, context)
  return distinct(parts.flatMap((part) => readWriting(part, cleaner, context)))
}

/** One of each value: of two, the one that is less in doubt. */
export function distinct(values: readonly CleanValue[]): readonly CleanValue[] {
  if (values.length < 2) return values
  const best = new Map<string, CleanValue>()
  for (const value of values) {
    const key = value.v === undefined ? `w:${value.w ?? ""}` : `v:${value.v}`
    const before = best.get(key)
    if (before === undefined || (isDoubtful(before) && !isDoubtful(value))) best.set(key, value)
  }
  return [...best.values()]
}

function isDoubtful(value: CleanValue): boolean {
  return value.k === "doubtful" || value.k === "impossible"
}

function readWriting(
  written: string,
  cleaner: Cleaner,
  context: CleanContext,
): readonly CleanValue[] {
  const verdict = cleaner.cleanse(written, context)
  return verdict.kind === "impossible" && verdict.reasons[0] === `${cleaner.kind}/empty`
    ? []
    : [storedForm(written, verdict)]
}

function storedForm(written: string, verdict: Verdict<string>): CleanValue {
  if (verdict.kind === "impossible") {
    return { w: keepable(written), k: verdict.kind, r: verdict.reasons }
  }
  const { value } = verdict
  const said = value === written ? { v: value } : { v: value, w: keepable(written) }
  return verdict.kind === "ok" ? said : { ...said, k: verdict.kind, r: verdict.reasons }
}

function tooLong(written: string): CleanValue {
  return { w: `${keepable(written.slice(0, shown))}…`, k: "impossible", r: ["cell/too-long"] }
}
