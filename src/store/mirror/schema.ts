import { hash } from "node:crypto"
import { kinds, quoted } from "./kind.ts"
import type { Mirrored } from "./mirrored.ts"

/** Where the rows of a mirrored table are; its own name is the view that others ask. */
export function rowsOf({ name }: Mirrored): string {
  return quoted(`${name}_rows`)
}

/** Names of all columns: those of PostgreSQL, then the numbers. */
export function columnsOf({ columns, numbers = [] }: Mirrored): readonly string[] {
  return [...Object.keys(columns), ...numbers.map(({ as }) => as)]
}

/** Everything a new mirror begins with. */
export function schemaStatements(tables: readonly Mirrored[]): readonly string[] {
  return [
    // How far the journal is mirrored, and the entry there, by which its history is known again.
    "create table mirror_state (version varchar, position bigint, entry varchar, built timestamptz)",
    // The dense numbers. A record keeps its number for the life of the mirror.
    "create table record_number (record uuid, n uinteger)",
    // Months of a table that lie in files of their own.
    "create table closed_month (name varchar, month date, file varchar, rows bigint)",
    ...tables.flatMap((table) => [createRows(table), viewStatement(table, [])]),
  ]
}

function createRows(table: Mirrored): string {
  const { columns, numbers = [] } = table
  const typed = [
    ...Object.entries(columns).map(([name, kind]) => `${quoted(name)} ${kinds[kind].type}`),
    ...numbers.map(({ as }) => `${quoted(as)} uinteger`),
  ]
  return `create table ${rowsOf(table)} (${typed.join(", ")})`
}

/** The view over the rows and the files of closed months. */
export function viewStatement(table: Mirrored, files: readonly string[]): string {
  const names = columnsOf(table).map(quoted).join(", ")
  const hot = `select ${names} from ${rowsOf(table)}`
  const closed =
    files.length === 0
      ? ""
      : ` union all select ${names} from read_parquet([${files.map(literal).join(", ")}])`
  return `create or replace view ${quoted(table.name)} as ${hot}${closed}`
}

/** A text inside a statement: only ever a path of our own making. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Changes with anything that a mirror's contents depend on: one of another version is built anew. */
export function versionOf(tables: readonly Mirrored[]): string {
  const text = JSON.stringify([formatVersion, schemaStatements(tables), tables])
  return hash("sha256", text).slice(0, 16)
}

/** To be raised when rows are kept in another way under the same schema. */
const formatVersion = 1
