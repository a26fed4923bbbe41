import type { RecordId } from "#kernel"
import { hashMatchKey } from "./match-key.ts"

/** A key of a record, as it is stored. */
export interface StoredKey {
  readonly k: number
  readonly record: RecordId
}

/** What one side of a change has stored and the other has not. */
export function keysOnly(
  record: RecordId,
  keys: readonly string[],
  others: readonly string[],
): readonly StoredKey[] {
  if (keys.length === 0 || keys === others) return []
  const known = new Set(others.map(hashMatchKey))
  const own = new Set(keys.map(hashMatchKey))
  return [...own].filter((k) => !known.has(k)).map((k) => ({ k, record }))
}
