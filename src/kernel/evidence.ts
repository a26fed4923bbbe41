import type { FieldId, Subject } from "./field.ts"
import type { CustomerId, RecordId } from "./ids.ts"

/**
 * One value of a record as cleansing left it, in the shape in which it is stored (JSON; short keys,
 * because there are tens of millions of them). Absent keys say "nothing special".
 */
export interface CleanValue {
  /** The canonical value; absent when the writing has none (`impossible`). Sealed if the field is sensitive. */
  readonly v?: string
  /** As it was written, where that differs from `v`. Sealed if the field is sensitive. */
  readonly w?: string
  /** The verdict, where it is not `ok`. `denied`: a person said that this value is not true. */
  readonly k?: "corrected" | "doubtful" | "impossible" | "denied"
  /** Reasons of the verdict: codes with a text `reason.<code>`. */
  readonly r?: readonly string[]
  /** Sensitive only: blind index of `v` (hex), by which equal values are found without opening them. */
  readonly x?: string
  /** Sensitive only: what may be shown to anyone who sees the record. */
  readonly m?: string
  /**
   * Typed by hand: when, in milliseconds since 1970. Each value has its own time, and proposes no
   * match: what people type says something of a customer, not who it is.
   */
  readonly t?: number
  /** Pinned by hand: holds whatever others say, also later. */
  readonly p?: true
}

/** The cleansed values of one record, by field, in the order of the file. */
export type CleanValues = Readonly<Record<FieldId, readonly CleanValue[]>>

/** A record as resolve and keep see it: who it is, when it was born, what it says now. */
export interface LiveRecord {
  readonly id: RecordId
  readonly subject: Subject
  /** Serial number of its first appearance: the lowest of a customer names the customer. */
  readonly birth: number
  readonly customer: CustomerId
  /** Number of the source (`source.no`). */
  readonly source: number
  readonly batch: number
  /** Milliseconds since 1970: when the source saw what the record says. */
  readonly observed: number
  readonly clean: CleanValues
}

/** Port: the live values of records. Implemented by keep; resolve asks and never sees a table. */
export interface Evidence<Tx> {
  /** In no particular order; a record without live evidence is left out. */
  current(tx: Tx, records: readonly RecordId[]): Promise<readonly LiveRecord[]>
  /** Every live record of these customers. */
  members(tx: Tx, customers: readonly CustomerId[]): Promise<readonly LiveRecord[]>
}
