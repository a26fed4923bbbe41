import { sql } from "kysely"
import type { RecordId } from "#kernel"
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
