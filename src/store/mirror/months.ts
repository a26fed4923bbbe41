import { randomBytes } from "node:crypto"
import { existsSync } from "node:fs"
import { readdir, rm, stat } from "node:fs/promises"
import { join } from "node:path"
import type { DuckConnection, MirrorValue } from "./duck.ts"
import { quoted } from "./kind.ts"
import type { Mirrored } from "./mirrored.ts"
import { columnsOf, literal, rowsOf, viewStatement } from "./schema.ts"
import { UnfitMirror } from "./unfit-mirror.ts"

// Rows of a month that is over hardly change, and are most of what is read: they lie in a file of their
// own, sorted by record. What comes late stays beside it among the rows until there is enough of it.

/** The mirror's own session, and where its files lie. */
export interface Archive {
  readonly connection: DuckConnection
  readonly folder: string
  /** Fewer rows than that are not worth a file. */
  readonly monthRows: number
}

/** Puts months that are over into files, and those anew of which enough came late. */
export async function closeMonths(archive: Archive, table: Mirrored): Promise<void> {
  const { fed } = table
  if (fed.after !== "load") return
  const { connection, monthRows } = archive
  const { columns } = await connection.read(`select ${monthOf(fed.at)}::varchar
    from ${rowsOf(table)} where ${quoted(fed.at)} < date_trunc('month', now()) - interval '1 month'
    group by 1 having count(*) >= ${monthRows} order by 1`)
  for (const month of texts(columns[0])) await closeMonth(archive, table, month)
}

async function closeMonth(archive: Archive, table: Mirrored, month: string): Promise<void> {
  const { connection, folder } = archive
  const { fed } = table
  if (fed.after !== "load") return
  const file = join(
    folder,
    `${table.name}-${month.slice(0, 7)}-${randomBytes(4).toString("hex")}.parquet`,
  )
  await within(connection, async () => {
    await openMonths(connection, table, `${monthOf(fed.at)} = date ${literal(month)}`)
    const rows = `from ${rowsOf(table)} where ${monthOf(fed.at)} = date ${literal(month)}`
    const order = (table.numbers ?? []).map(({ as }) => `${quoted(as)}, `).join("")
    await connection.run(`copy (select ${columnsOf(table).map(quoted).join(", ")} ${rows}
      order by ${order}${quoted(fed.at)}) to ${literal(file)}
      (format parquet, compression zstd, row_group_size 122880)`)
    await connection.run(`insert into closed_month
      select ${literal(table.name)}, date ${literal(month)}, ${literal(file)}, count(*) ${rows}`)
    await connection.run(`delete ${rows}`)
    await renewView(connection, table)
  })
}

/**
 * Brings months back among the rows whose file holds a row that satisfies `condition`: rows of a file
 * cannot be taken out one by one. In the transaction of the caller.
 */
export async function openMonths(
  connection: DuckConnection,
  table: Mirrored,
  condition: string,
): Promise<void> {
  const files = await filesOf(connection, table)
  if (files.length === 0) return
  const { columns } = await connection.read(`select distinct filename
    from read_parquet([${files.map(literal).join(", ")}], filename = true) where ${condition}`)
  const touched = texts(columns[0])
  if (touched.length === 0) return
  const list = touched.map(literal).join(", ")
  const names = columnsOf(table).map(quoted).join(", ")
  await connection.run(
    `insert into ${rowsOf(table)} (${names}) select ${names} from read_parquet([${list}])`,
  )
  await connection.run(`delete from closed_month where file in (${list})`)
  await renewView(connection, table)
}

async function renewView(connection: DuckConnection, table: Mirrored): Promise<void> {
  await connection.run(viewStatement(table, await filesOf(connection, table)))
}

async function filesOf(connection: DuckConnection, { name }: Mirrored): Promise<readonly string[]> {
  const { columns } = await connection.read(
    `select file from closed_month where name = ${literal(name)} order by month`,
  )
  return texts(columns[0])
}

/** A reader that began before may still read a file that was replaced. */
const readersLastMs = 10 * 60_000

/** Removes files that no month is in any more. */
export async function sweepFiles({
  connection,
  folder,
}: Pick<Archive, "connection" | "folder">): Promise<void> {
  const { columns } = await connection.read("select file from closed_month")
  const used = new Set(texts(columns[0]))
  for (const name of await readdir(folder)) {
    const file = join(folder, name)
    if (!name.endsWith(".parquet") || used.has(file)) continue
    const { mtimeMs } = await stat(file)
    if (Date.now() - mtimeMs > readersLastMs) await rm(file, { force: true })
  }
}

/** How many months lie in files. @throws UnfitMirror where one is missing */
export async function countMonths(connection: DuckConnection): Promise<number> {
  const { columns } = await connection.read("select file from closed_month")
  const files = texts(columns[0])
  if (!files.every((file) => existsSync(file))) throw new UnfitMirror("damaged")
  return files.length
}

async function within(connection: DuckConnection, work: () => Promise<void>): Promise<void> {
  await connection.run("begin")
  try {
    await work()
    await connection.run("commit")
  } catch (error) {
    await connection.run("rollback").catch(() => undefined)
    throw error
  }
}

function monthOf(column: string): string {
  return `date_trunc('month', ${quoted(column)})::date`
}

function texts(column: readonly MirrorValue[] = []): readonly string[] {
  return column.filter((value) => typeof value === "string")
}
