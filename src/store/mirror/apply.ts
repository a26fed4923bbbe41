import { rm } from "node:fs/promises"
import type { DuckConnection } from "./duck.ts"
import { literal, rowsOf } from "./schema.ts"
import { quoted } from "./kind.ts"
import type { Mirrored } from "./mirrored.ts"
import { openMonths } from "./months.ts"
import type { Piece } from "./pieces.ts"
import type { JournalPlace } from "./told.ts"
import { addStaged, stageRows } from "./transfer.ts"

export interface Application {
  readonly pieces: readonly Piece[]
  readonly ids: ReadonlySet<string>
  readonly place: JournalPlace
}

/** Puts pieces into the mirror, together with how far it is then: all of it, or none. */
export async function apply(
  connection: DuckConnection,
  { pieces, ids, place }: Application,
): Promise<void> {
  await connection.run("begin")
  try {
    await stageIds(connection, ids)
    for (const piece of pieces) await replaceRows(connection, piece)
    await connection.run(`update mirror_state
      set position = ${place.position}, entry = ${literal(place.entry)}`)
    await connection.run("commit")
  } catch (error) {
    await connection.run("rollback").catch(() => undefined)
    throw error
  } finally {
    for (const { file } of pieces) await rm(file, { force: true })
  }
}

async function stageIds(connection: DuckConnection, ids: ReadonlySet<string>): Promise<void> {
  if (ids.size === 0) return
  await connection.read(
    "create or replace temp table told_ids as select unnest($1::uuid[]) as id",
    [[...ids]],
  )
}

async function replaceRows(connection: DuckConnection, piece: Piece): Promise<void> {
  const { table, old } = piece
  await stageRows(connection, piece)
  await refuseUnsettling(connection, table)
  if (table.fed.after === "load") await openMonths(connection, table, old)
  await connection.run(`delete from ${rowsOf(table)} where ${old}`)
  await addStaged(connection, table)
}

/** A change that other tables depend on without being told of it. */
export class Unsettled extends Error {
  override readonly name = "Unsettled"
}

/** @throws Unsettled */
async function refuseUnsettling(connection: DuckConnection, table: Mirrored): Promise<void> {
  if (table.unsettles === undefined) return
  const { key, columns } = table.unsettles
  const differs = columns.map((name) => `o.${quoted(name)} is distinct from s.${quoted(name)}`)
  const { found = 0 } = await connection.one(`select count(*) as found
    from ${rowsOf(table)} o join staged s on s.${quoted(key)} = o.${quoted(key)}
    where ${differs.join(" or ")}`)
  if (found !== 0) throw new Unsettled(`${table.name} changed in what others hold of it`)
}
