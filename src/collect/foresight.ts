import type { CustomerId, Facts, FieldId, RecordId } from "#kernel"

/** What could become of a row: news of a record, customers made one, one more record of a customer, a customer. */
export type ForeseenKind = "changed" | "merged" | "joined" | "new"

/** What a preview found, by numbers. */
export interface Foresight {
  /** Records that would say something else, and customers that would be merged, joined by records, made. */
  readonly counts: Readonly<Record<ForeseenKind, number>>
  /** The file was looked at in portions that do not know of each other: customers are counted about. */
  readonly about: boolean
  /** Fields of records that would change, the most frequent first. */
  readonly fields: readonly FieldForesight[]
  /** Why rows would be refused, the most frequent reason first. */
  readonly reasons: readonly ReasonForesight[]
}

/** In how many records a field would get its first value, lose it, or say something else. */
export interface FieldForesight {
  readonly field: FieldId
  readonly records: number
  readonly gained: number
  readonly lost: number
}

export interface ReasonForesight {
  readonly code: string
  readonly column: string | null
  readonly rows: number
  readonly first: number
  /** Of the first of them. */
  readonly facts: Facts
}

/** One of the things that would happen: which rows and whom it is about. */
export interface Foreseen {
  /** Customers that are there already, the oldest first. */
  readonly customers: readonly CustomerId[]
  /** Rows of the file, at most some. */
  readonly rows: readonly number[]
  /** How many rows there are. */
  readonly of: number
  /** The record that would say something else. */
  readonly record?: RecordId
  /** Keys that bring them together. */
  readonly rules: readonly string[]
}
