import { hash, hkdfSync, randomBytes } from "node:crypto"
import { Failure } from "#kernel"

const keyBytes = 32
const format = "zhike-keys/1"

/** What makes this instance this instance. Lives outside the database and is in no backup of it. */
export interface Keys {
  /** Never changes: ids of records and blind indexes hang on it. */
  readonly root: Buffer
  /** By number. All of them open; the current one seals. */
  readonly sealing: ReadonlyMap<number, Buffer>
  readonly current: number
}

export type KeyPurpose = "digest" | "blind-index" | "session" | "fingerprint"

export function randomKeys(): Keys {
  const first = 1
  return {
    root: randomBytes(keyBytes),
    sealing: new Map([[first, randomBytes(keyBytes)]]),
    current: first,
  }
}

/** One key a purpose, so that what one of them gives away helps against no other. */
export function deriveKey(keys: Keys, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync("sha256", keys.root, "", `zhike/${purpose}`, keyBytes))
}

/** Tells two sets of keys apart and gives none of them away. */
export function fingerprintOf(keys: Keys): string {
  return hash("sha256", deriveKey(keys, "fingerprint"), "hex").slice(0, 32)
}

export function printKeys(keys: Keys): string {
  const sealing = Object.fromEntries(
    [...keys.sealing].map(([id, key]) => [id, key.toString("base64")]),
  )
  const root = keys.root.toString("base64")
  return `${JSON.stringify({ format, root, sealing, current: keys.current }, undefined, 2)}\n`
}

/** @throws Failure "govern/keys-damaged" */
export function parseKeys(text: string): Keys {
  const written = parseObject(text)
  const root = keyOf(written["root"])
  const sealing = Object.entries(objectOf(written["sealing"])).map(
    ([id, key]) => [Number(id), keyOf(key)] as const,
  )
  const current = written["current"]
  if (written["format"] !== format || typeof current !== "number") throw damaged()
  const keys = { root, sealing: new Map(sealing), current }
  if (!keys.sealing.has(current)) throw damaged()
  return keys
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return objectOf(JSON.parse(text))
  } catch (error) {
    throw damaged(error)
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw damaged()
  return Object.fromEntries(Object.entries(value))
}

function keyOf(value: unknown): Buffer {
  const key = typeof value === "string" ? Buffer.from(value, "base64") : Buffer.alloc(0)
  if (key.length !== keyBytes) throw damaged()
  return key
}

function damaged(cause?: unknown): Failure {
  return new Failure("govern/keys-damaged", {}, { cause })
}
