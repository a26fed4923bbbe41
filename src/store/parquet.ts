import { createReadStream } from "node:fs"
import { mkdir, mkdtemp, rm } from "node:fs/promises"
import { join } from "node:path"
import {
  DECIMAL,
  DOUBLE,
  DuckDBDataChunk,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBTimestampTZValue,
  LIST,
  TIMESTAMPTZ,
  VARCHAR,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from "@duckdb/node-api"

/** What stands in a column: `amount` is a decimal number written out, `instant` ISO 8601. */
export type ParquetKind = "text" | "list" | "number" | "amount" | "instant"

export interface ParquetColumn {
  readonly name: string
  readonly kind: ParquetKind
}

export type ParquetCell = string | number | readonly string[] | null

export interface ParquetTable {
  readonly columns: readonly ParquetColumn[]
  readonly pieces: AsyncIterable<readonly (readonly ParquetCell[])[]>
}

/** Rows in one go; DuckDB's own vectors hold as many. */
const chunkRows = 2_048
/** What lies in memory; the rest waits in the private directory until the file is written. */
const memory = "512MB"

/**
 * Rows as a Parquet file. The format has its directory at the end and its columns apart, so all rows
 * are gathered first, in a private directory, which is gone when the file has been read or given up.
 */
export async function* writeParquet(
  { columns, pieces }: ParquetTable,
  temporary: string,
): AsyncGenerator<Uint8Array> {
  await mkdir(temporary, { recursive: true, mode: 0o700 })
  const directory = await mkdtemp(join(temporary, "parquet-"))
  try {
    const file = join(directory, "rows.parquet")
    await gather(file, { columns, pieces, directory })
    for await (const chunk of createReadStream(file)) yield Buffer.from(chunk)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function gather(file: string, table: ParquetTable & { readonly directory: string }) {
  const instance = await DuckDBInstance.create(join(table.directory, "rows.duckdb"), {
    threads: "1",
    memory_limit: memory,
    temp_directory: table.directory,
  })
  const connection = await instance.connect()
  try {
    await fill(connection, table)
    // The name of a directory of our own making: no text of anybody's is in it.
    await connection.run(
      `copy gathered to '${file.replaceAll("'", "''")}' (format parquet, compression zstd)`,
    )
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

async function fill(connection: DuckDBConnection, { columns, pieces }: ParquetTable) {
  const types = columns.map(({ kind }) => typeOf[kind])
  const declared = columns.map(({ name }, at) => `${quoted(name)} ${String(types[at])}`)
  await connection.run(`create table gathered (${declared.join(", ")})`)
  const appender = await connection.createAppender("gathered")
  try {
    for await (const rows of pieces)
      for (let at = 0; at < rows.length; at += chunkRows)
        append(appender, { types, columns, rows: rows.slice(at, at + chunkRows) })
  } finally {
    appender.closeSync()
  }
}

interface Appending {
  readonly types: readonly DuckDBType[]
  readonly columns: readonly ParquetColumn[]
  readonly rows: readonly (readonly ParquetCell[])[]
}

function append(appender: DuckDBAppender, { types, columns, rows }: Appending): void {
  const chunk = DuckDBDataChunk.create(types, rows.length)
  chunk.setColumns(columns.map(({ kind }, at) => rows.map((row) => valueOf(kind, row[at] ?? null))))
  appender.appendDataChunk(chunk)
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

const width = 18
const places = 4

const typeOf: Readonly<Record<ParquetKind, DuckDBType>> = {
  text: VARCHAR,
  list: LIST(VARCHAR),
  number: DOUBLE,
  amount: DECIMAL(width, places),
  instant: TIMESTAMPTZ,
}

function valueOf(kind: ParquetKind, cell: ParquetCell): DuckDBValue {
  if (cell === null) return null
  if (typeof cell === "object") return new DuckDBListValue([...cell])
  if (kind === "number") return Number(cell)
  if (kind === "amount") return decimalOf(String(cell))
  if (kind === "instant")
    return new DuckDBTimestampTZValue(BigInt(Date.parse(String(cell))) * 1_000n)
  return String(cell).toWellFormed()
}

function decimalOf(written: string): DuckDBDecimalValue {
  const [whole = "0", fraction = ""] = written.split(".")
  return new DuckDBDecimalValue(
    BigInt(whole + fraction.padEnd(places, "0").slice(0, places)),
    width,
    places,
  )
}
