import type { BatchId } from "#kernel"
import type { Tx } from "#store"
import type { BatchState } from "./batch.ts"
import { readBatch } from "./batch.store.ts"
import type { RawPorts } from "./raw-chunk.store.ts"
import { legibleCells, openRows } from "./rejected-cells.ts"
import { readRejections, type Rejection, type RejectionPage } from "./rejection.store.ts"

interface MendingTables {
  readonly mending: {
    readonly batch: number
    readonly row_no: number
    readonly by_batch: number
    readonly by_row: number
  }
  readonly batch: { readonly id: number; readonly state: BatchState; readonly mends: number | null }
  readonly rejection: { readonly batch: number; readonly row_no: number }
}

/** A mended row: its number where it was refused, and where it came again. */
export interface MendedRow {
  readonly row: number
  readonly again: number
}

export interface Mending {
  /** The batch that refused the rows. */
  readonly batch: BatchId
  /** The batch that brings them again. */
  readonly by: BatchId
  /** Empty where a whole file came again and nobody knows which row is which. */
  readonly rows: readonly MendedRow[]
}

/** Says that a batch brings rows again that another refused. */
export async function markMending(tx: Tx, { batch, by, rows }: Mending): Promise<void> {
  const tables = tx.tables<MendingTables>()
  await tables.updateTable("batch").set({ mends: batch }).where("id", "=", by).execute()
  const columns = ["batch", "row_no", "by_batch", "by_row"]
  await tx.copyIn(
    { table: "mending", columns },
    rows.map(({ row, again }) => [batch, row, by, again]),
  )
}

/** A refused row with its cells, and the batch in which it was taken or waits to be. */
export interface RejectedRow extends Rejection {
  readonly cells: readonly string[]
  readonly mendedBy: number | null
}

/**
 * Refused rows of a batch with their cells as they came, in the order of the file. Cells that could not
 * be decoded are shown as well as they can be.
 * @throws Failure "collect/unknown-batch"
 */
export async function readRejectedRows(
  ports: RawPorts,
  id: BatchId,
  page: RejectionPage,
): Promise<{ readonly items: readonly RejectedRow[]; readonly next: number | null }> {
  const { batch, items, next, mended } = await ports.store.read(async (tx) => {
    const found = await readRejections(tx, id, page)
    const rows = found.items.map(({ row }) => row)
    return { batch: await readBatch(tx, id), ...found, mended: await readMended(tx, id, rows) }
  })
  const opened = openRows(ports, id)
  const rows: RejectedRow[] = []
  for (const item of items) {
    const cells = legibleCells(batch, await opened(item.row), item.row)
    rows.push({ ...item, cells, mendedBy: mended.get(item.row) ?? null })
  }
  return { items: rows, next }
}

const notTaken: readonly BatchState[] = ["cancelled", "undoing", "undone"]

/** Rows that came again in a batch that stands and did not refuse them: the latest such batch. */
async function readMended(
  tx: Tx,
  batch: BatchId,
  rows: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (rows.length === 0) return new Map()
  const found = await tx
    .tables<MendingTables>()
    .selectFrom("mending")
    .innerJoin("batch", "batch.id", "mending.by_batch")
    .leftJoin("rejection", (join) =>
      join
        .onRef("rejection.batch", "=", "mending.by_batch")
        .onRef("rejection.row_no", "=", "mending.by_row"),
    )
    .select(["mending.row_no", "mending.by_batch"])
    .where("mending.batch", "=", batch)
    .where("mending.row_no", "in", [...rows])
    .where("batch.state", "not in", [...notTaken])
    .where("rejection.row_no", "is", null)
    .orderBy("mending.by_batch")
    .execute()
  return new Map(found.map((one) => [one.row_no, one.by_batch]))
}

/** Nothing of a batch that goes was mended by it. */
export async function forgetMending(tx: Tx, batch: BatchId): Promise<void> {
  await tx.tables<MendingTables>().deleteFrom("mending").where("by_batch", "=", batch).execute()
}
