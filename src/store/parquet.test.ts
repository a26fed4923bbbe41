import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"
import { afterAll, beforeAll, expect, test } from "vitest"
import { writeParquet, type ParquetTable } from "./parquet.ts"

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "zhike-test-"))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

async function* once<Piece>(...pieces: readonly Piece[]) {
  yield* pieces
}

async function fileOf(table: ParquetTable): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of writeParquet(table, join(directory, "temporary"))) parts.push(part)
  const file = join(directory, "rows.parquet")
  await writeFile(file, Buffer.concat(parts))
  return file
}

async function read(statement: string) {
  const instance = await DuckDBInstance.create(":memory:")
  const connection = await instance.connect()
  try {
    return (await connection.runAndReadAll(statement)).getRowsJson()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

const columns = [
  { name: 'odd "name', kind: "text" },
  { name: "phones", kind: "list" },
  { name: "records", kind: "number" },
  { name: "spent", kind: "amount" },
  { name: "seen", kind: "instant" },
] as const

test("rows are read back as they were, each column of its kind", async () => {
  const rows = [
    ["=1+1'; drop table x", ["+8613800138000", "𠮷"], 3, "-1284.5", "2026-11-28T12:00:00.123Z"],
    [null, [], null, null, null],
  ]
  const file = await fileOf({ columns, pieces: once(rows) })
  expect(
    await read(`select * replace (epoch_ms(seen) as seen) from read_parquet('${file}')`),
  ).toEqual([
    [rows[0]?.[0], rows[0]?.[1], 3, "-1284.5000", String(Date.parse("2026-11-28T12:00:00.123Z"))],
    [null, [], null, null, null],
  ])
  const described = await read(`select column_type from (describe from read_parquet('${file}'))`)
  expect(described.flat()).toEqual([
    "VARCHAR",
    "VARCHAR[]",
    "DOUBLE",
    "DECIMAL(18,4)",
    "TIMESTAMP WITH TIME ZONE",
  ])
})

test("more rows than one portion are all there, and nothing is left in the directory", async () => {
  const piece = Array.from({ length: 3_000 }, (_none, at) => [`row ${at}`, [], at, "0.01", null])
  const file = await fileOf({ columns, pieces: once(piece, piece) })
  expect(
    await read(
      `select count(*)::int, sum(records)::int, sum(spent)::double from read_parquet('${file}')`,
    ),
  ).toEqual([[6_000, 8_997_000, 60]])
  expect(await readdir(join(directory, "temporary"))).toEqual([])
})

async function* broken() {
  yield [["a", [], 1, "1", null]]
  throw new Error("the database is gone")
}

test("given up in the middle, it leaves nothing behind", async () => {
  await expect(fileOf({ columns, pieces: broken() })).rejects.toThrow("the database is gone")
  expect(await readdir(join(directory, "temporary"))).toEqual([])
})
