import { RecordId, type Sealer, type SourceId } from "#kernel"

/**
 * The key by which a source names a record, as its id is made from it. Version 1, frozen for ever:
 * another normalisation would give every record a second id.
 */
export function normalKey(key: string): string {
  return key.normalize("NFKC").trim().toLowerCase()
}

/**
 * The id of a record: a pure function of its source and key, so a second delivery and an event that
 * comes before its record both land on it. UUID v8 of the keyed digest: the key cannot be guessed from it.
 */
export function recordIdOf(sealer: Sealer, source: SourceId, key: string): RecordId {
  const digest = sealer.digest("record", `${source}\0${normalKey(key)}`)
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80
  const hex = digest.toString("hex", 0, 16)
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
  return RecordId.parse(`${groups.join("-")}-${hex.slice(20)}`)
}
