import { fieldOf, type CleanValue, type FieldId, type RecordId } from "#kernel"
import { saysOf } from "./claims.ts"
import type { CustomerTable } from "./keep-tables.ts"
import type { KeptRecord } from "./kept-record.ts"
import { toldSource, type ToldSource } from "./member.ts"
import type { NamedSource } from "./source-names.store.ts"

/** One value, where it comes from and what cleansing said of it. */
export interface Testimony {
  readonly record: RecordId
  readonly source: ToldSource
  readonly sourceKey: string
  /** `null` where it was typed by hand. */
  readonly batch: number | null
  readonly row: number
  readonly observed: string
  /** `null` where it is sealed: what was written may not be shown. */
  readonly written: string | null
  /** Masked where it is sealed. */
  readonly value: string | null
  readonly verdict: Verdict
  readonly reasons: string[]
  /** Held by hand, whatever others say. */
  readonly pinned: boolean
}

type Verdict = "ok" | "corrected" | "doubtful" | "impossible" | "denied"

export interface Said {
  readonly record: KeptRecord
  readonly field: FieldId
  readonly value: CleanValue
}

export function testimonyOf(
  { record, field, value }: Said,
  sources: ReadonlyMap<number, NamedSource>,
): Testimony {
  const sealed = fieldOf(field)?.sensitive === true
  return {
    record: record.id,
    source: toldSource(record, sources),
    sourceKey: record.sourceKey,
    batch: record.batch === 0 ? null : record.batch,
    row: record.row,
    observed: new Date(value.t ?? record.observed).toISOString(),
    written: sealed ? null : (value.w ?? value.v ?? null),
    value: (sealed ? value.m : value.v) ?? null,
    verdict: value.k ?? "ok",
    reasons: [...(value.r ?? [])],
    pinned: value.p === true,
  }
}

/** Did this value of the member at that place become golden? As it was chosen, not as it would be now. */
export function hasWon(row: CustomerTable, place: number, { field, value }: Said): boolean {
  const says = saysOf(value)
  const golden = goldenTexts(row, field)
  const won = row.provenance[field] ?? []
  return won.some(({ record }, at) => record === place && golden[at] === says)
}

function goldenTexts(row: CustomerTable, field: FieldId): readonly string[] {
  const column = field === "identity_number" ? "identity_index" : field
  const value: unknown = new Map<string, unknown>(Object.entries(row)).get(column)
  if (Array.isArray(value)) return value.map(String)
  return typeof value === "string" ? [value] : []
}
