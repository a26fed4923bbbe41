import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { PoolClient } from "pg"
import { from } from "pg-copy-streams"
import { escapeIdentifier } from "pg"
import type { CopyTarget, CopyValue } from "./tx.ts"

type Rows = Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>

/**
 * COPY … FROM STDIN on a connection. Says how many rows were written; the stream waits for the server.
 * Text, which takes any writing of any type. Binary would save a fifth of the work (200,000 records:
 * 2.2 s of processor in both programs against 2.8 s) but has to know the type of every column.
 */
export async function copyInto(
  client: PoolClient,
  { table, columns }: CopyTarget,
  rows: Rows,
): Promise<number> {
  const names = columns.map((column) => escapeIdentifier(column)).join(", ")
  const path = table.split(".").map((part) => escapeIdentifier(part))
  const copy = client.query(from(`copy ${path.join(".")} (${names}) from stdin`))
  await pipeline(Readable.from(pieces(rows), { objectMode: true, highWaterMark: 2 }), copy)
  return copy.rowCount
}

const pieceLength = 64 * 1024

async function* pieces(rows: Rows): AsyncGenerator<Buffer> {
  let piece = ""
  for await (const row of batched(rows)) {
    piece += row
    if (piece.length < pieceLength) continue
    yield Buffer.from(piece)
    piece = ""
  }
  if (piece !== "") yield Buffer.from(piece)
}

/** Lines, many at a time: an await for each row would cost more than writing it. */
async function* batched(rows: Rows): AsyncGenerator<string> {
  if (Symbol.iterator in rows) {
    yield* blocks(rows)
    return
  }
  for await (const row of rows) yield lineOf(row)
}

function* blocks(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let block = ""
  for (const row of rows) {
    block += lineOf(row)
    if (block.length < pieceLength) continue
    yield block
    block = ""
  }
  yield block
}

function lineOf(row: readonly CopyValue[]): string {
  let line = ""
  for (let index = 0; index < row.length; index += 1) {
    line += (index === 0 ? "" : "\t") + cellOf(row[index])
  }
  return `${line}\n`
}

/** One value in PostgreSQL's text format of COPY. */
function cellOf(value: CopyValue | undefined): string {
  if (typeof value === "string") return escaped(value)
  if (value === null || value === undefined) return "\\N"
  if (typeof value === "boolean") return value ? "t" : "f"
  if (typeof value === "number" || typeof value === "bigint") return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array)
    return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}`
  return escaped(`{${value.map(elementOf).join(",")}}`)
}

function elementOf(element: string | number): string {
  if (typeof element === "number") return String(element)
  return `"${element.replaceAll(/[\\"]/gu, "\\$&")}"`
}

const special = /[\\\t\n\r]/u
const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
}

function escaped(text: string): string {
  if (!special.test(text)) return text
  return text.replaceAll(/[\\\t\n\r]/gu, (character) => escapes[character] ?? character)
}
