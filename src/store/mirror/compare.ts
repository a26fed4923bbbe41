import { sql } from "kysely"
import type { Tx } from "../tx.ts"
import type { DuckConnection, MirrorValue } from "./duck.ts"
import { kinds, quoted } from "./kind.ts"
import type { Mirrored } from "./mirrored.ts"

/** One table on both sides: how many rows, and a sum over the contents of all of them. */
export interface TableComparison {
  readonly table: string
  readonly store: number
  readonly mirror: number
  readonly isSame: boolean
}

/** Counts and sums of every table on both sides. The picture of `tx` is what the mirror is held to. */
export async function compareTables(
  tx: Tx,
  connection: DuckConnection,
  tables: readonly Mirrored[],
): Promise<readonly TableComparison[]> {
  const compared: TableComparison[] = []
  for (const table of tables) {
    const there = await sumOfStore(tx, table)
    const here = await sumOfMirror(connection, table)
    const isSame = there.rows === here.rows && there.sum === here.sum
    compared.push({ table: table.name, store: there.rows, mirror: here.rows, isSame })
  }
  return compared
}

/** How many rows there are, and one number over all they hold. */
export interface Sum {
  readonly rows: number
  readonly sum: string
}

// Fifteen hexadecimal digits of each row's MD5, added up: order plays no part, a doubled row does.

export async function sumOfStore(tx: Tx, { columns, from }: Mirrored): Promise<Sum> {
  const cells = Object.entries(columns).map(([name, kind]) =>
    cell(kinds[kind].postgres(`t.${quoted(name)}`)),
  )
  await sql`set local timezone = 'UTC'`.execute(tx.tables())
  const { rows } = await sql<Sum>`${sql.raw(`
    select count(*) as rows, coalesce(sum(('x' || substr(md5(${joined(cells)}), 1, 15))::bit(60)::bigint), 0)::text as sum
    from ${from} t`)}`.execute(tx.tables())
  return rows[0] ?? { rows: 0, sum: "0" }
}

async function sumOfMirror(
  connection: DuckConnection,
  { columns, name: view }: Mirrored,
): Promise<Sum> {
  const cells = Object.entries(columns).map(([name, kind]) =>
    cell(kinds[kind].duck(`t.${quoted(name)}`)),
  )
  const { rows = 0, sum = "0" } = await connection.one(`
    select count(*) as rows, coalesce(sum(('0x' || substr(md5(${joined(cells)}), 1, 15))::bigint), 0)::varchar as sum
    from ${quoted(view)} t`)
  return { rows: Number(rows), sum: textOf(sum) }
}

function cell(text: string): string {
  return `coalesce(${text}, chr(29))`
}

function joined(cells: readonly string[]): string {
  return cells.join(" || chr(30) || ")
}

function textOf(value: MirrorValue): string {
  return typeof value === "string" ? value : ""
}
