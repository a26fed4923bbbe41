import { sql } from "kysely"
import type { Tx } from "./tx.ts"

/** How the database fares: sizes, and who is how far behind what has happened. */
export interface Vitals {
  readonly databaseBytes: number
  /** Position of the newest entry of the journal. */
  readonly journalPosition: number
  /** Entries that have no position yet. */
  readonly outboxEntries: number
  readonly consumers: readonly { readonly name: string; readonly behind: number }[]
  /** Rows are the database's own estimate; partitions are counted with their table. */
  readonly tables: readonly {
    readonly table: string
    readonly rows: number
    readonly bytes: number
  }[]
}

/** Reads figures of the database. Cost: none of them scans a table of customers. */
export async function readVitals(tx: Tx): Promise<Vitals> {
  const db = tx.tables<unknown>()
  const { rows } = await sql<Omit<Vitals, "consumers" | "tables">>`
    select pg_database_size(current_database()) as "databaseBytes",
      (select coalesce(max(pos), 0) from journal) as "journalPosition",
      (select count(*) from outbox) as "outboxEntries"`.execute(db)
  const [figures] = rows
  if (figures === undefined) throw new Error("counting gave no row")
  const consumers = await sql<Vitals["consumers"][number]>`
    select name, greatest(0, (select coalesce(max(pos), 0) from journal) - pos) as behind
    from consumer order by name`.execute(db)
  return { ...figures, consumers: consumers.rows, tables: await readTables(tx) }
}

async function readTables(tx: Tx): Promise<Vitals["tables"]> {
  const { rows } = await sql<Vitals["tables"][number]>`
    select coalesce(root.relname, c.relname)::text as "table",
      sum(greatest(c.reltuples, 0))::bigint as rows,
      sum(pg_total_relation_size(c.oid))::bigint as bytes
    from pg_class c
      left join pg_inherits i on i.inhrelid = c.oid
      left join pg_class root on root.oid = i.inhparent
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
    group by 1 order by 1`.execute(tx.tables<unknown>())
  return rows
}
