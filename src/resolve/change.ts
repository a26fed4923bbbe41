import type { LiveRecord, RecordId } from "#kernel"

/** What happens to one record: what it said, and what it says from now on. */
export interface Change {
  readonly id: RecordId
  /** Absent where the record had no live evidence. */
  readonly before: LiveRecord | undefined
  /** Absent where it has none any more. Its `customer` is decided by resolve, whatever stands here. */
  readonly after: LiveRecord | undefined
  /** Nobody has seen this record before, so no link can touch it. */
  readonly fresh?: boolean
}

/** A record that stays as it is and only stands near a change. */
export function unchanged(record: LiveRecord): Change {
  return { id: record.id, before: record, after: record }
}
