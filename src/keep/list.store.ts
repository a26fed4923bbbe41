import { sql, type RawBuilder } from "kysely"
import type { MirrorReading, Tx } from "#store"
import { viewsAsOf } from "./as-of.ts"
import type { CustomerTable } from "./keep-tables.ts"
import type { ListPlace, ListSort } from "./list-cursor.ts"
import type { MirrorPrinted, Printed, Sql } from "./question/printed.ts"

/** A customer with its exact place in the order by last change (microseconds). */
export interface ListedCustomer extends CustomerTable {
  readonly updated_key: string
}

export interface ListWindow {
  readonly where: Printed
  readonly sort: ListSort
  readonly after: ListPlace | undefined
  readonly limit: number
  readonly asOf: Date | undefined
}

/** How each order is read: along an index from one end or the other, ties by id where there are any. */
const orders: Readonly<Record<ListSort, { readonly by: Sql; readonly after: AfterPlace }>> = {
  updated: {
    by: sql`c.updated asc, c.id asc`,
    after: ({ id, key }) => sql`(c.updated, c.id) > (${key}::timestamptz, ${id}::uuid)`,
  },
  "-updated": {
    by: sql`c.updated desc, c.id desc`,
    after: ({ id, key }) => sql`(c.updated, c.id) < (${key}::timestamptz, ${id}::uuid)`,
  },
  name: {
    by: sql`c.name_key asc, c.id asc`,
    after: ({ id }) =>
      sql`(c.name_key, c.id) > ((select name_key from customer where id = ${id}::uuid), ${id}::uuid)`,
  },
  "-name": {
    by: sql`c.name_key desc, c.id desc`,
    after: ({ id }) =>
      sql`(c.name_key, c.id) < ((select name_key from customer where id = ${id}::uuid), ${id}::uuid)`,
  },
  number: { by: sql`c.no asc`, after: ({ key }) => sql`c.no > ${key}::bigint` },
  "-number": { by: sql`c.no desc`, after: ({ key }) => sql`c.no < ${key}::bigint` },
}

type AfterPlace = (place: ListPlace) => Sql

/** At most `limit` customers after a place, in order. */
export async function readCustomers(
  tx: Tx,
  window: ListWindow,
): Promise<readonly ListedCustomer[]> {
  const { rows } = await listStatement(window).execute(tx.tables<unknown>())
  return rows
}

/** The statement of one page, so that a test can ask how it would be carried out. */
export function listStatement({
  where,
  sort,
  after,
  limit,
  asOf,
}: ListWindow): RawBuilder<ListedCustomer> {
  const order = orders[sort]
  const place = after === undefined ? sql`true` : order.after(after)
  return sql<ListedCustomer>`${viewsAsOf(asOf)}
    select c.*, to_char(c.updated at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as updated_key
    from customer c where ${where.postgres} and ${place}
    order by ${order.by} limit ${limit}`
}

/** Is there (still) a customer of that id? A list by name cannot go on after one that is gone. */
export async function isCustomer(tx: Tx, id: string, asOf: Date | undefined): Promise<boolean> {
  const { rows } = await sql`${viewsAsOf(asOf)}
    select c.no from customer c where c.id = ${id}::uuid`.execute(tx.tables<unknown>())
  return rows.length > 0
}

/** Cost: without an index that helps, a pass over all customers. */
export async function countCustomersWhere(
  tx: Tx,
  where: Printed,
  asOf: Date | undefined,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`${viewsAsOf(asOf)}
    select count(*) as count from customer c where ${where.postgres}`.execute(tx.tables<unknown>())
  return rows[0]?.count ?? 0
}

/** Cost: a pass over the columns that are asked for. */
export async function countInMirror(
  reading: MirrorReading,
  { duckdb }: MirrorPrinted,
): Promise<number> {
  const [row] = await reading.rows(countStatement(duckdb))
  return Number(row?.["count"] ?? 0)
}

/** The same text in both engines. */
function countStatement(where: Sql): Sql {
  return sql`select count(*) as count from customer_view c where ${where}`
}

/** Numbers of at most so many customers, in no order. */
export async function readNumbersWhere(
  tx: Tx,
  where: Printed,
  limit: number,
): Promise<readonly number[]> {
  const { rows } = await sql<{ no: number }>`
    select c.no from customer c where ${where.postgres} limit ${limit}`.execute(
    tx.tables<unknown>(),
  )
  return rows.map(({ no }) => no)
}
