import { join } from "node:path"
import { sql } from "kysely"
import type { Tx } from "../tx.ts"
import type { DuckConnection } from "./duck.ts"
import { quoted } from "./kind.ts"
import type { Mirrored } from "./mirrored.ts"
import { literal } from "./schema.ts"
import type { Told } from "./told.ts"
import { writeRows, type Written } from "./transfer.ts"

/** Rows of one table, written into a file, and which rows of the mirror they take the place of. */
export interface Piece extends Written {
  /** Rows of the mirror that hold this go; `staged` is what comes. */
  readonly old: string
}

export interface Gathering {
  readonly tx: Tx
  /** Of the mirror: what it has of a load already. */
  readonly connection: DuckConnection
  readonly tables: readonly Mirrored[]
  readonly folder: string
  readonly told: Told
}

/** Lets PostgreSQL write everything that was told of, out of one picture. */
export async function gatherPieces(gathering: Gathering): Promise<readonly Piece[]> {
  const pieces: Piece[] = []
  for (const table of gathering.tables) {
    for await (const { old, where } of changesOf(gathering, table)) {
      const file = join(gathering.folder, `transfer-${pieces.length}.csv`)
      await writeRows(gathering.tx, { table, file }, where)
      pieces.push({ table, file, old })
    }
  }
  return pieces
}

interface Change {
  /** Condition in PostgreSQL. */
  readonly where: string
  /** Condition in the mirror. */
  readonly old: string
}

async function* changesOf(
  gathering: Gathering,
  { fed, name, from }: Mirrored,
): AsyncGenerator<Change> {
  const { tx, told } = gathering
  switch (fed.after) {
    case "ids":
      if (told.ids.size > 0) yield await changeByIds(tx, told.ids, fed)
      return
    case "load":
      yield* loadChanges(gathering, { view: quoted(name), from, fed })
      return
    case "any":
      yield { where: "true", old: "true" }
      return
    case "record/changed":
    case "customer/changed":
    case "load/added":
    case "load/grown":
    case "load/undone":
    case "link/changed":
    case "note/changed":
    case "task/changed":
    case "trait/swapped":
      if (told.kinds.has(fed.after)) yield { where: "true", old: "true" }
  }
}

type FedByIds = Extract<Mirrored["fed"], { readonly after: "ids" }>
type FedByLoad = Extract<Mirrored["fed"], { readonly after: "load" }>

async function changeByIds(tx: Tx, ids: ReadonlySet<string>, fed: FedByIds): Promise<Change> {
  const list = [...ids].join(",")
  await sql`select set_config('zhike.told', ${list}, true)`.execute(tx.tables())
  const told = "(select id from told_ids)"
  const conditions = fed.by.map((column) => `${quoted(column)} in ${told}`)
  const again = `${quoted(fed.key)} in (select ${quoted(fed.key)} from staged)`
  return { where: fed.among, old: [...conditions, again].join(" or ") }
}

interface LoadTable {
  readonly view: string
  readonly from: string
  readonly fed: FedByLoad
}

async function* loadChanges(gathering: Gathering, table: LoadTable): AsyncGenerator<Change> {
  const { undone, added, grown } = gathering.told
  for (const load of undone) yield wholeLoad(load, table)
  for (const load of without(added, undone)) {
    const late = await lateRows(gathering, table, load)
    yield late !== undefined && (await isAll(gathering, table, late))
      ? late
      : wholeLoad(load, table)
  }
  for (const load of without(grown, undone, added))
    yield (await lateRows(gathering, table, load)) ?? wholeLoad(load, table)
}

function without(loads: ReadonlySet<number>, ...others: readonly ReadonlySet<number>[]) {
  return [...loads].filter((load) => others.every((other) => !other.has(load)))
}

function wholeLoad(load: number, { fed }: Pick<LoadTable, "fed">): Change {
  const whole = `${quoted(fed.load)} = ${load}`
  return { where: `t.${whole}`, old: whole }
}

interface LateRows extends Change {
  readonly load: number
}

/** Rows of a load that came when the last known one did, or later; nothing if none is known. */
async function lateRows(
  { connection }: Gathering,
  { view, fed }: LoadTable,
  load: number,
): Promise<LateRows | undefined> {
  const { last = null } = await connection.one(
    `select max(${quoted(fed.since)})::varchar as last from ${view} where ${quoted(fed.load)} = ${load}`,
  )
  if (typeof last !== "string") return undefined
  const late = `${quoted(fed.since)} >= timestamptz ${literal(last)}`
  const { where, old } = wholeLoad(load, { fed })
  return { load, where: `${where} and t.${late}`, old: `${old} and ${late}` }
}

/** Would the mirror hold as many rows of the load as the store then? */
async function isAll(
  { tx, connection }: Gathering,
  { view, from, fed }: LoadTable,
  { load, where, old }: LateRows,
): Promise<boolean> {
  const of = `${quoted(fed.load)} = ${load}`
  const { kept = 0 } = await connection.one(
    `select count(*) as kept from ${view} where ${of} and not (${old})`,
  )
  const { rows } = await sql<{ same: boolean }>`${sql.raw(`
    select count(*) - count(*) filter (where ${where}) = ${Number(kept)} as same
    from ${from} t where t.${of}`)}`.execute(tx.tables())
  return rows[0]?.same === true
}
