import { zstdCompressSync, zstdDecompressSync } from "node:zlib"
import type { Facts, FailureCode, Sealer } from "#kernel"
import type { ReadRow } from "./reading/read-table.ts"

/** A row as it was delivered. */
export interface RawRow {
  /** From 1, the header not counted. */
  readonly row: number
  /** `undefined` if the row could not be decoded. */
  readonly cells: readonly string[] | undefined
  /** Why the row must be rejected whatever it says. */
  readonly code?: FailureCode
  readonly facts?: Facts
}

export interface RawChunk {
  /** From 0. */
  readonly chunk: number
  readonly firstRow: number
  readonly rows: readonly RawRow[]
}

export const mostRowsInChunk = 500
/** Rows may be long: no chunk is much larger than this. */
export const mostCharactersInChunk = 2_000_000

/** A line of a chunk: a row's cells, or what is wrong with it beside its cells or its bytes. */
type PackedRow = readonly string[] | BadRow
interface BadRow {
  readonly code: FailureCode
  readonly facts: Facts
  readonly cells?: readonly string[]
  /** Base64. */
  readonly bytes?: string
}

/** Rows as they are kept: JSON lines, compressed, sealed. */
export function packRows(rows: readonly ReadRow[], sealer: Sealer): Buffer {
  const lines = rows.map((row) => JSON.stringify(packRow(row)))
  return sealer.seal(zstdCompressSync(lines.join("\n")))
}

function packRow({ cells, bytes, code, facts = {} }: ReadRow): PackedRow {
  if (code === undefined) return cells ?? []
  if (cells !== undefined) return { code, facts, cells }
  return { code, facts, bytes: Buffer.from(bytes ?? []).toString("base64") }
}

/** Rows of a chunk, numbered. NUL is left out of cells: no text of the database can hold it. */
export function unpackRows(data: Uint8Array, firstRow: number, sealer: Sealer): readonly RawRow[] {
  return linesOf(data, sealer).map((packed, index) => rawRowOf(packed, firstRow + index))
}

/** The bytes of rows that could not be decoded, by their place in the chunk. */
export function undecodedRows(
  data: Uint8Array,
  firstRow: number,
  sealer: Sealer,
): ReadonlyMap<number, Buffer> {
  const found = new Map<number, Buffer>()
  for (const [index, packed] of linesOf(data, sealer).entries())
    if ("bytes" in packed && packed.bytes !== undefined)
      found.set(firstRow + index, Buffer.from(packed.bytes, "base64"))
  return found
}

function linesOf(data: Uint8Array, sealer: Sealer): readonly PackedRow[] {
  const text = zstdDecompressSync(sealer.open(data)).toString()
  const packed = text.split("\n").map((line): PackedRow => JSON.parse(line))
  return text.includes(String.raw`\u0000`) ? packed.map(withoutNul) : packed
}

function withoutNul(packed: PackedRow): PackedRow {
  if (!("code" in packed)) return packed.map((cell) => cell.replaceAll("\0", ""))
  const { cells, ...rest } = packed
  return cells === undefined
    ? packed
    : { ...rest, cells: cells.map((cell) => cell.replaceAll("\0", "")) }
}

function rawRowOf(packed: PackedRow, row: number): RawRow {
  if (!("code" in packed)) return { row, cells: packed }
  return { row, cells: packed.cells, code: packed.code, facts: packed.facts }
}
