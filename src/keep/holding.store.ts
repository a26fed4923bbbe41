import type { CustomerId } from "#kernel"
import type { Tx } from "#store"
import type { KeepTables } from "./keep-tables.ts"

/** One golden row that was replaced: until when it was in force, and why it no longer is. */
export interface PastRow extends Readonly<Record<string, unknown>> {
  readonly until: string
  readonly version: number
  readonly cause: string
}

/** The latest first. */
export async function readHistory(tx: Tx, customer: CustomerId): Promise<readonly PastRow[]> {
  const rows = await tx
    .tables<KeepTables>()
    .selectFrom("customer_history")
    .select(["until", "version", "cause"])
    .where("customer", "=", customer)
    .orderBy("until", "desc")
    .orderBy("version", "desc")
    .execute()
  return rows.map(({ until, version, cause }) => ({ until: until.toISOString(), version, cause }))
}
