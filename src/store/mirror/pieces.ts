import { join } from "node:path"
import { sql } from "kysely"
import type { Tx } from "../tx.ts"
import type { DuckConnection } from "./duck.ts"
import { quoted } from "./kind.ts"
import type { Mirrored } from "./mirrored.ts"
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
  for (const load of without(added, undone)) yield* addedChanges(gathering, table, load)
  for (const load of without(grown, undone, added))
    yield (await lateRows(gathering, table, load)) ?? wholeLoad(load, table)
}

/** What is missing of a load that is whole now; all of it, where what is there does not add up. */
async function* addedChanges(
  gathering: Gathering,
  table: LoadTable,
  load: number,
): AsyncGenerator<Change> {
  const late = await lateRows(gathering, table, load)
  const { rows, rowsBefore, last } = await countStore(gathering.tx, table, { load, late })
  if (late === undefined || late.rowsBefore !== rowsBefore) yield wholeLoad(load, table)
  else if (late.rows !== rows || late.last !== last) yield late
}

function without(loads: ReadonlySet<number>, ...others: readonly ReadonlySet<number>[]) {
  return [...loads].filter((load) => others.every((other) => !other.has(load)))
}

function wholeLoad(load: number, { fed }: Pick<LoadTable, "fed">): Change {
  const whole = `${quoted(fed.load)} = ${load}`
  return { where: `t.${whole}`, old: whole }
}

/** How many rows of a load one side holds. */
interface LoadCount {
  readonly rows: number
  /** Those that came before the last that the mirror knows of. */
  readonly rowsBefore: number
  /** When the last of them came, in microseconds. */
  readonly last: string | null
}

interface LateRows extends Change, LoadCount {
  readonly last: string
}

/** Rows of a load that came when the last known one did, or later; nothing if none is known. */
async function lateRows(
  { connection }: Gathering,
  { view, fed }: LoadTable,
  load: number,
): Promise<LateRows | undefined> {
  const since = quoted(fed.since)
  const {
    last = null,
    rows = 0,
    late = 0,
  } = await connection.one(`
    with known as (select ${since} as came from ${view} where ${quoted(fed.load)} = ${load})
    select epoch_us(max(came))::varchar as last, count(*) as rows,
      count(*) filter (where came = (select max(came) from known)) as late from known`)
  if (typeof last !== "string") return undefined
  const { where, old } = wholeLoad(load, { fed })
  return {
    last,
    rows: Number(rows),
    rowsBefore: Number(rows) - Number(late),
    where: `${where} and (extract(epoch from t.${since}) * 1000000)::bigint >= ${last}`,
    old: `${old} and epoch_us(${since}) >= ${last}`,
  }
}

async function countStore(
  tx: Tx,
  { from, fed }: LoadTable,
  { load, late }: { readonly load: number; readonly late: LateRows | undefined },
): Promise<LoadCount> {
  const came = `(extract(epoch from t.${quoted(fed.since)}) * 1000000)::bigint`
  const { rows } = await sql<LoadCount>`${sql.raw(`
    select count(*) as rows, count(*) filter (where ${came} < ${late?.last ?? 0}) as "rowsBefore",
      max(${came})::text as last
    from ${from} t where t.${quoted(fed.load)} = ${load}`)}`.execute(tx.tables())
  return rows[0] ?? { rows: 0, rowsBefore: 0, last: null }
}
