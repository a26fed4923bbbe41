import { rm } from "node:fs/promises"
import { join } from "node:path"
import { sql } from "kysely"
import type { Store, Tx } from "../tx.ts"
import { Duck, type DuckConnection, type DuckLimits } from "./duck.ts"
import type { Generation } from "./generation.ts"
import { quoted } from "./kind.ts"
import type { Mirrored } from "./mirrored.ts"
import { closeMonths, type Archive } from "./months.ts"
import { literal, schemaStatements, versionOf } from "./schema.ts"
import { readPlace, type JournalPlace } from "./told.ts"
import { addStaged, stageRows, writeRows } from "./transfer.ts"

export interface Building {
  readonly store: Store
  readonly tables: readonly Mirrored[]
  readonly limits: DuckLimits
  readonly generation: Generation
  readonly monthRows: number
}

/**
 * Builds a mirror from nothing, out of one picture of the store. Whatever is written meanwhile is told
 * by the journal after the position that it keeps.
 */
export async function build(building: Building): Promise<void> {
  const { store, limits, generation } = building
  const duck = await Duck.open(generation.file, limits)
  try {
    const connection = await duck.connect()
    try {
      await store.read((tx) => fill(tx, connection, building))
      await connection.run("checkpoint")
    } finally {
      connection.close()
    }
  } finally {
    duck.close()
  }
}

async function fill(
  tx: Tx,
  connection: DuckConnection,
  { tables, generation, monthRows }: Building,
): Promise<void> {
  for (const statement of schemaStatements(tables)) await connection.run(statement)
  const place = await readPlace(tx)
  const { folder } = generation
  for (const table of tables) await fillTable(tx, table, { connection, folder, monthRows })
  await keepPlace(connection, place, versionOf(tables))
}

async function fillTable(tx: Tx, table: Mirrored, archive: Archive): Promise<void> {
  const { connection, folder } = archive
  const written = { table, file: join(folder, "transfer.csv") }
  try {
    for (const part of await partsOf(tx, table)) {
      await writeRows(tx, written, part)
      await stageRows(connection, written)
      await addStaged(connection, table)
      await connection.run("drop table staged")
      await closeMonths(archive, table)
      // What is in files is given back before the next part comes.
      await connection.run("checkpoint")
    }
  } finally {
    await rm(written.file, { force: true })
  }
}

/** Rows that are taken at once: each part costs some waiting for the disk, and its size in the file. */
const rowsAtOnce = 1_000_000

/** Conditions that take all rows together: of a table kept by month some months each, else one. */
async function partsOf(tx: Tx, { fed, from }: Mirrored): Promise<readonly string[]> {
  if (fed.after !== "load") return ["true"]
  const at = `t.${quoted(fed.at)}`
  const { rows: months } = await sql<{ month: string; rows: number }>`${sql.raw(`
    select date_trunc('month', ${at} at time zone 'UTC')::date as month, count(*) as rows
    from ${from} t group by 1 order by 1`)}`.execute(tx.tables())
  const firsts: string[] = []
  let rows = rowsAtOnce
  for (const { month, rows: more } of months) {
    if (rows + more > rowsAtOnce) {
      firsts.push(`timestamptz '${month} 00:00:00+00'`)
      rows = 0
    }
    rows += more
  }
  return firsts.map((first, part) => {
    const next = firsts[part + 1]
    return next === undefined ? `${at} >= ${first}` : `${at} >= ${first} and ${at} < ${next}`
  })
}

/** A mirror without its place was not finished. */
async function keepPlace(
  connection: DuckConnection,
  { position, entry }: JournalPlace,
  version: string,
): Promise<void> {
  await connection.run(`insert into mirror_state
    values (${literal(version)}, ${position}, ${literal(entry)}, now())`)
}
