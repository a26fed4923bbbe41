import { createWriteStream } from "node:fs"
import type { Tx } from "../tx.ts"
import type { DuckConnection } from "./duck.ts"
import { kinds, quoted } from "./kind.ts"
import type { Mirrored } from "./mirrored.ts"
import { columnsOf, literal, rowsOf } from "./schema.ts"

/** Rows of a table that PostgreSQL has written into a file. */
export interface Written {
  readonly table: Mirrored
  readonly file: string
}

/** Lets PostgreSQL write rows of a table into a file, which only we can read. `where` is fixed text. */
export async function writeRows(tx: Tx, { table, file }: Written, where = "true"): Promise<void> {
  const written = Object.entries(table.columns).map(([name, kind]) =>
    kinds[kind].write(`t.${quoted(name)}`),
  )
  const select = `select ${written.join(", ")} from ${table.from} t where ${where}`
  await tx.copyOut(select, createWriteStream(file, { mode: 0o600 }))
}

/** The rows of a file as a table of this session, which it replaces. */
export async function stageRows(
  connection: DuckConnection,
  { table, file }: Written,
): Promise<void> {
  const names = Object.keys(table.columns)
  const texts = names.map((name) => `${literal(name)}: 'varchar'`).join(", ")
  const typed = Object.entries(table.columns).map(
    ([name, kind]) => `${kinds[kind].read(quoted(name))} as ${quoted(name)}`,
  )
  // Read by one thread: quoted texts may hold line ends. An empty text is not null.
  await connection.run(`create or replace temp table staged as select ${typed.join(", ")}
    from read_csv(${literal(file)}, columns = {${texts}}, auto_detect = false, header = false,
      delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false,
      parallel = false, max_line_size = 4000000, buffer_size = 8000000)`)
}

/** Adds what is staged, every uuid that is numbered with its number. */
export async function addStaged(connection: DuckConnection, table: Mirrored): Promise<void> {
  const { columns, numbers = [] } = table
  for (const { of } of numbers) await giveNumbers(connection, quoted(of))
  const numbered = numbers.map(({ as }, at) => `number_${at}.n as ${quoted(as)}`)
  const joins = numbers.map(
    ({ of }, at) => `left join record_number number_${at} on number_${at}.record = s.${quoted(of)}`,
  )
  const names = Object.keys(columns).map((name) => `s.${quoted(name)}`)
  await connection.run(`insert into ${rowsOf(table)} (${columnsOf(table).map(quoted).join(", ")})
    select ${[...names, ...numbered].join(", ")} from staged s ${joins.join(" ")}`)
}

async function giveNumbers(connection: DuckConnection, column: string): Promise<void> {
  await connection.run(`insert into record_number
    select record, (select coalesce(max(n), 0) from record_number) + row_number() over ()
    from (select distinct ${column} as record from staged where ${column} is not null)
    where record not in (select record from record_number)`)
}
