import { Readable, type Writable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { PoolClient } from "pg"
import { from, to } from "pg-copy-streams"
import { escapeIdentifier } from "pg"
import { BinaryLines, binaryWriters } from "./copy-binary.ts"
import { TextLines } from "./copy-text.ts"
import type { ColumnTypes } from "./column-types.ts"
import type { CopyTarget, CopyValue } from "./tx.ts"

type Rows = Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>

export interface Copying {
  readonly client: PoolClient
  /** What the columns of tables are, as far as it has been asked. */
  readonly types: ColumnTypes
}

/**
 * COPY … FROM STDIN on a connection. Says how many rows were written; the stream waits for the server.
 * Binary where we can write all its types, else text. Measured on 100,000 records and their 86,000
 * customers: binary takes PostgreSQL 0.9 s of processor without indexes where text takes 1.4 s, and us
 * a third of the time, because no text is put together and encoded.
 */
export async function copyInto(
  { client, types }: Copying,
  { table, columns }: CopyTarget,
  rows: Rows,
): Promise<number> {
  const names = columns.map((column) => escapeIdentifier(column)).join(", ")
  const path = table
    .split(".")
    .map((part) => escapeIdentifier(part))
    .join(".")
  const writers = binaryWriters(await types.of(client, path), columns)
  const format = writers === undefined ? "text" : "binary"
  const lines = writers === undefined ? new TextLines() : new BinaryLines(writers)
  const copy = client.query(from(`copy ${path} (${names}) from stdin (format ${format})`))
  await pipeline(Readable.from(pieces(lines, rows), { objectMode: true, highWaterMark: 2 }), copy)
  return copy.rowCount
}

/** COPY (select …) TO STDOUT as CSV, instants in UTC. The server waits for who reads. */
export async function copyFrom(
  client: PoolClient,
  select: string,
  target: Writable,
): Promise<void> {
  await client.query("set local timezone = 'UTC'")
  await pipeline(client.query(to(`copy (${select}) to stdout (format csv)`)), target)
}

const pieceLength = 64 * 1024

interface Lines {
  row(values: readonly CopyValue[]): void
  readonly size: number
  take(): Buffer
  end(): Buffer
}

function pieces(lines: Lines, rows: Rows): Iterable<Buffer> | AsyncIterable<Buffer> {
  // An await for each row would cost more than writing it.
  return Symbol.iterator in rows ? piecesAtHand(lines, rows) : piecesToCome(lines, rows)
}

function* piecesAtHand(lines: Lines, rows: Iterable<readonly CopyValue[]>): Generator<Buffer> {
  for (const row of rows) {
    lines.row(row)
    if (lines.size >= pieceLength) yield lines.take()
  }
  yield lines.end()
}

async function* piecesToCome(
  lines: Lines,
  rows: AsyncIterable<readonly CopyValue[]>,
): AsyncGenerator<Buffer> {
  for await (const row of rows) {
    lines.row(row)
    if (lines.size >= pieceLength) yield lines.take()
  }
  yield lines.end()
}
