import type { CleanValues, CustomerId, LiveRecord, RecordId, Subject } from "#kernel"

/** What a row of a delivery says of a record, as it is kept. */
export interface Evident {
  readonly batch: number
  readonly row: number
  /** Of the cleansed values: tells changed from same. */
  readonly contentHash: Buffer
  /** Milliseconds since 1970. */
  readonly observed: number
  readonly received: number
  readonly clean: CleanValues
}

/** A superseded piece of evidence. */
export interface Version extends Evident {
  readonly record: RecordId
}

/** A record with all that is kept of it, live or not. */
export interface KeptRecord extends Evident {
  readonly id: RecordId
  /** Absent where no live evidence stands behind it. */
  readonly customer: CustomerId | undefined
  readonly subject: Subject
  readonly birth: number
  readonly source: number
  readonly sourceKey: string
  /** Made by a fact; nobody has said anything of it yet. */
  readonly bare: boolean
}

/** The record as resolve and survivorship see it; the customer does not matter to them yet. */
export function liveOf(record: KeptRecord): LiveRecord {
  const { id, subject, birth, source, batch, observed, clean } = record
  return { id, subject, birth, source, batch, observed, clean, customer: record.customer ?? id }
}

/** Where two rows speak of one record, the one of the later batch counts, then the later row. */
export function isLater(one: Evident, other: Evident): boolean {
  return one.batch === other.batch ? one.row > other.row : one.batch > other.batch
}
