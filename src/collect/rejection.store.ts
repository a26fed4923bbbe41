import type { ColumnType } from "kysely"
import type { BatchId, Facts } from "#kernel"
import type { Tx } from "#store"

interface RejectionTables {
  readonly rejection: {
    readonly batch: number
    readonly row_no: number
    readonly code: string
    readonly column_name: string | null
    readonly facts: ColumnType<Facts, string, never>
  }
}

/** Why a row of a batch was not taken. Codes and names of columns, never values. */
export interface Rejection {
  readonly row: number
  /** Its text is `failure.<code>`. */
  readonly code: string
  /** Header of the column that is to blame. */
  readonly column: string | null
  readonly facts: Facts
}

export interface NewRejection {
  readonly row: number
  readonly code: string
  readonly column?: string | null | undefined
  readonly facts?: Facts | undefined
}

// Five parameters a row; PostgreSQL takes 65,535 in a statement.
const rowsInStatement = 5_000

/** Keeps why rows were rejected. A row that is rejected already keeps its first reason. */
export async function rejectRows(
  tx: Tx,
  batch: BatchId,
  rejections: readonly NewRejection[],
): Promise<void> {
  for (let at = 0; at < rejections.length; at += rowsInStatement)
    await tx
      .tables<RejectionTables>()
      .insertInto("rejection")
      .values(rejections.slice(at, at + rowsInStatement).map((one) => valuesOf(batch, one)))
      .onConflict((conflict) => conflict.columns(["batch", "row_no"]).doNothing())
      .execute()
}

function valuesOf(batch: BatchId, { row, code, column = null, facts = {} }: NewRejection) {
  return { batch, row_no: row, code, column_name: column, facts: JSON.stringify(facts) }
}

export async function clearRejections(tx: Tx, batch: BatchId): Promise<void> {
  await tx.tables<RejectionTables>().deleteFrom("rejection").where("batch", "=", batch).execute()
}

export interface RejectionPage {
  readonly limit: number
  /** Only rows behind this one: the last of the page before. */
  readonly after?: number | undefined
}

/** Rejected rows of a batch in the order of the file. `next` is what `after` is for the next page. */
export async function readRejections(
  tx: Tx,
  batch: BatchId,
  { limit, after = 0 }: RejectionPage,
): Promise<{ readonly items: readonly Rejection[]; readonly next: number | null }> {
  const rows = await tx
    .tables<RejectionTables>()
    .selectFrom("rejection")
    .select(["row_no as row", "code", "column_name as column", "facts"])
    .where("batch", "=", batch)
    .where("row_no", ">", after)
    .orderBy("row_no")
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? (items.at(-1)?.row ?? null) : null }
}
