import { sql } from "kysely"
import type { CustomerId, Evidence, LiveRecord, RecordId } from "#kernel"
import type { Tx } from "#store"
import type { KeepTables } from "./keep-tables.ts"

const columns = [
  "id",
  "subject",
  "birth",
  "customer",
  "source",
  "batch",
  "observed",
  "clean",
] as const

/** Live records by id, in no particular order; those without live evidence are left out. */
export async function readLiveRecords(
  tx: Tx,
  records: readonly RecordId[],
): Promise<readonly LiveRecord[]> {
  if (records.length === 0) return []
  const rows = await tx
    .tables<KeepTables>()
    .selectFrom("record")
    .select(columns)
    .where(sql<boolean>`id = any(${records}::uuid[])`)
    .where("customer", "is not", null)
    .execute()
  return rows.flatMap(({ customer, observed, ...row }) =>
    customer === null ? [] : [{ ...row, customer, observed: observed.getTime() }],
  )
}

/** Every live record of these customers, reached by their lists of members. */
async function readMembers(
  tx: Tx,
  customers: readonly CustomerId[],
): Promise<readonly LiveRecord[]> {
  if (customers.length === 0) return []
  const rows = await tx
    .tables<KeepTables>()
    .selectFrom("customer")
    .select("members")
    .where(sql<boolean>`id = any(${customers}::uuid[])`)
    .execute()
  return readLiveRecords(
    tx,
    rows.flatMap(({ members }) => members),
  )
}

/** Keep's answer to the port by which resolve asks for the values of records. */
export const evidence: Evidence<Tx> = { current: readLiveRecords, members: readMembers }
