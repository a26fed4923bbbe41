import { rm } from "node:fs/promises"
import { join } from "node:path"
import type { Store, Tx } from "../tx.ts"
import { Duck, type DuckConnection, type DuckLimits } from "./duck.ts"
import type { Generation } from "./generation.ts"
import type { Mirrored } from "./mirrored.ts"
import { literal, schemaStatements, versionOf } from "./schema.ts"
import { readPlace, type JournalPlace } from "./told.ts"
import { addStaged, stageRows, writeRows } from "./transfer.ts"

export interface Building {
  readonly store: Store
  readonly tables: readonly Mirrored[]
  readonly limits: DuckLimits
  readonly generation: Generation
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
  { tables, generation }: Building,
): Promise<void> {
  for (const statement of schemaStatements(tables)) await connection.run(statement)
  const place = await readPlace(tx)
  for (const table of tables) await fillTable(tx, connection, { table, folder: generation.folder })
  await keepPlace(connection, place, versionOf(tables))
}

interface Filling {
  readonly table: Mirrored
  readonly folder: string
}

async function fillTable(
  tx: Tx,
  connection: DuckConnection,
  { table, folder }: Filling,
): Promise<void> {
  const written = { table, file: join(folder, "transfer.csv") }
  try {
    await writeRows(tx, written)
    await stageRows(connection, written)
    await addStaged(connection, table)
    await connection.run("drop table staged")
  } finally {
    await rm(written.file, { force: true })
  }
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
