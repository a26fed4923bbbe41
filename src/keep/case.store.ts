import { sql } from "kysely"
import type { CustomerId, RecordId } from "#kernel"
import type { Tx } from "#store"
import type { Reader } from "./find-customer.store.ts"

/** Evidence is seen by the department of its record. */
export async function visibleRecords(
  tx: Tx,
  records: readonly RecordId[],
  { departments }: Reader,
): Promise<readonly RecordId[]> {
  if (departments === "all") return records
  const { rows } = await sql<{ id: RecordId }>`
    select id from record where id = any(${records}::uuid[])
      and department = any(${departments}::integer[])`.execute(tx.tables<unknown>())
  return rows.map(({ id }) => id)
}

/** Whose these records are; those without live evidence are left out. */
export async function customersOfRecords(
  tx: Tx,
  records: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, CustomerId>> {
  const { rows } = await sql<{ id: RecordId; customer: CustomerId }>`
    select id, customer from record where id = any(${records}::uuid[])
      and customer is not null`.execute(tx.tables<unknown>())
  return new Map(rows.map(({ id, customer }) => [id, customer]))
}
