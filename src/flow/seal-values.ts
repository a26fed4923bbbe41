import { hash } from "node:crypto"
import { maskOf } from "#cleanse"
import {
  fieldOf,
  type CleanValue,
  type CleanValues,
  type Field,
  type FieldId,
  type Sealer,
} from "#kernel"

/** Cleansed values as they may be stored, and what tells changed from same. */
export interface SealedValues {
  readonly clean: CleanValues
  readonly contentHash: Buffer
}

const hashBytes = 16

/**
 * Seals what is sensitive, and hashes the content. The hash is made from blind indexes, never from
 * what they hide: short numbers could be found from it by trying.
 */
export function sealValues(sealer: Sealer, clean: CleanValues): SealedValues {
  let sealed: Record<FieldId, readonly CleanValue[]> | undefined
  const hashed: unknown[] = []
  for (const [id, values] of Object.entries(clean)) {
    const field = fieldOf(id)
    if (field?.sensitive !== true) {
      hashed.push(id, values)
      continue
    }
    const safe = values.map((value) => sealValue(sealer, field, value))
    sealed ??= { ...clean }
    sealed[id] = safe
    hashed.push(
      id,
      values.map((value, at) => [safe[at]?.x, value.k, writtenIndex(sealer, field, value)]),
    )
  }
  const contentHash = hash("sha256", JSON.stringify(hashed), "buffer").subarray(0, hashBytes)
  return { clean: sealed ?? clean, contentHash }
}

function sealValue(sealer: Sealer, { id, kind }: Field, value: CleanValue): CleanValue {
  const { v, w, ...rest } = value
  return {
    ...rest,
    ...(w === undefined ? {} : { w: sealer.sealText(w) }),
    ...(v === undefined
      ? {}
      : { v: sealer.sealText(v), x: sealer.blindIndex(id, v), m: maskOf(kind, v) }),
  }
}

function writtenIndex(sealer: Sealer, { id }: Field, { w }: CleanValue): string | undefined {
  return w === undefined ? undefined : sealer.blindIndex(`${id}/written`, w)
}
