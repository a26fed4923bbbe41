import type { GrowingBytes } from "./growing-bytes.ts"
import type { CopyValue } from "./tx.ts"

/** Writes a value that is there, behind its length. */
export type Write = (bytes: GrowingBytes, value: CopyValue) => void

// Object identifiers of pg_type, fixed by PostgreSQL.
const oid = { uuid: 2950, int4: 23, text: 25 } as const

/** Scalar types by their number. A value that does not fit its column is a bug of ours and throws. */
export const typeWriters: ReadonlyMap<number, Write> = new Map<number, Write>([
  [oid.uuid, writeUuid],
  [oid.text, writeText],
  [1042, writeText], // character(n)
  [1043, writeText], // character varying
  [114, writeText], // json
  [3802, writeJsonb],
  [21, writeInt2],
  [oid.int4, writeInt4],
  [20, writeInt8],
  [700, writeFloat4],
  [701, writeFloat8],
  [16, writeBoolean],
  [17, writeBytes],
  [1184, writeInstant],
])

/** Flat arrays by their number. */
export const elementWriters: ReadonlyMap<number, Write> = new Map<number, Write>([
  [2951, arrayOf(oid.uuid, writeUuid)],
  [1007, arrayOf(oid.int4, writeInt4)],
  [1009, arrayOf(oid.text, writeText)],
])

function arrayOf(element: number, write: Write): Write {
  return (bytes, value) => {
    if (!Array.isArray(value)) throw unfit("array")
    const place = bytes.reserveLength()
    bytes.int32(value.length === 0 ? 0 : 1) // dimensions
    bytes.int32(0) // none of them null
    bytes.int32(element)
    if (value.length > 0) {
      bytes.int32(value.length)
      bytes.int32(1) // counted from 1
    }
    for (const one of value) write(bytes, one)
    bytes.closeLength(place)
  }
}

function writeText(bytes: GrowingBytes, value: CopyValue): void {
  const place = bytes.reserveLength()
  bytes.text(writing(value))
  bytes.closeLength(place)
}

function writing(value: CopyValue): string {
  if (typeof value === "string") return value
  if (typeof value === "number" || typeof value === "bigint") return String(value)
  throw unfit("text")
}

const jsonbVersion = 1

function writeJsonb(bytes: GrowingBytes, value: CopyValue): void {
  const place = bytes.reserveLength()
  bytes.byte(jsonbVersion)
  bytes.text(writing(value))
  bytes.closeLength(place)
}

const uuidLength = 36
const dashes: ReadonlySet<number> = new Set([8, 13, 18, 23])
const digitAt = Uint8Array.from({ length: uuidLength }, (_, at) => (dashes.has(at) ? 0 : 1))
const noDigit = 16
const hexDigits = new Uint8Array(256).fill(noDigit)
for (let digit = 0; digit < 16; digit += 1) {
  hexDigits[digit.toString(16).charCodeAt(0)] = digit
  hexDigits[digit.toString(16).toUpperCase().charCodeAt(0)] = digit
}

function writeUuid(bytes: GrowingBytes, value: CopyValue): void {
  if (typeof value !== "string" || value.length !== uuidLength) throw unfit("uuid")
  bytes.int32(16)
  let high = -1
  for (let at = 0; at < uuidLength; at += 1) {
    if (digitAt[at] === 0) continue
    const digit = hexDigits[value.charCodeAt(at) & 0xff] ?? noDigit
    if (digit === noDigit) throw unfit("uuid")
    if (high === -1) high = digit
    else {
      bytes.byte((high << 4) | digit)
      high = -1
    }
  }
}

function writeInt2(bytes: GrowingBytes, value: CopyValue): void {
  bytes.int32(2)
  bytes.int16(whole(value, 0x7fff))
}

function writeInt4(bytes: GrowingBytes, value: CopyValue): void {
  bytes.int32(4)
  bytes.int32(whole(value, 0x7fffffff))
}

function writeInt8(bytes: GrowingBytes, value: CopyValue): void {
  bytes.int32(8)
  if (typeof value === "bigint") bytes.int64(value)
  else bytes.safe64(whole(value, Number.MAX_SAFE_INTEGER))
}

function whole(value: CopyValue, most: number): number {
  if (typeof value !== "number" || !Number.isInteger(value)) throw unfit("integer")
  if (value > most || value < -most - 1) throw new RangeError("a number does not fit its column")
  return value
}

function writeFloat4(bytes: GrowingBytes, value: CopyValue): void {
  if (typeof value !== "number") throw unfit("real")
  bytes.int32(4)
  bytes.float32(value)
}

function writeFloat8(bytes: GrowingBytes, value: CopyValue): void {
  if (typeof value !== "number") throw unfit("double precision")
  bytes.int32(8)
  bytes.float64(value)
}

function writeBoolean(bytes: GrowingBytes, value: CopyValue): void {
  if (typeof value !== "boolean") throw unfit("boolean")
  bytes.int32(1)
  bytes.byte(value ? 1 : 0)
}

function writeBytes(bytes: GrowingBytes, value: CopyValue): void {
  if (!(value instanceof Uint8Array)) throw unfit("bytea")
  bytes.int32(value.length)
  bytes.append(value)
}

const year2000Ms = Date.UTC(2000, 0)

/** Microseconds since 2000. */
function writeInstant(bytes: GrowingBytes, value: CopyValue): void {
  if (!(value instanceof Date)) throw unfit("timestamptz")
  bytes.int32(8)
  const ms = value.getTime() - year2000Ms
  if (Number.isNaN(ms)) throw new RangeError("an instant that is none")
  if (Math.abs(ms) < 9e12) bytes.safe64(ms * 1000)
  else bytes.int64(BigInt(ms) * 1000n)
}

/** Says the type, never the value. */
function unfit(type: string): TypeError {
  return new TypeError(`a value is not ${type}, as its column is`)
}
