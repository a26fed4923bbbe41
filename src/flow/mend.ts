import {
  markMending,
  readBatch,
  readRejectedRows,
  receive,
  updateBatch,
  type Batch,
  type BatchState,
} from "#collect"
import { Failure, type BatchId, type Principal } from "#kernel"
import type { FlowPorts } from "./flow-ports.ts"

/** A refused row with the cells that it should have had, one for each column. */
export interface MendingRow {
  readonly row: number
  readonly cells: readonly string[]
}

export interface MendingWish {
  readonly batch: BatchId
  readonly rows: readonly MendingRow[]
  readonly principal: Principal
}

const mendable: readonly BatchState[] = ["done", "failed", "paused"]

/**
 * Makes a batch of its own of refused rows that somebody mended. It is read exactly as the batch that
 * refused them: same source, same columns, same keys, so a record lands where it would have landed.
 * @throws Failure "collect/unknown-batch" | "flow/batch-state" | "flow/not-rejected" | "flow/cell-count"
 */
export async function mend(
  ports: FlowPorts,
  { batch: id, rows, principal }: MendingWish,
): Promise<Batch> {
  const batch = await ports.store.read((tx) => readBatch(tx, id))
  if (!mendable.includes(batch.state)) {
    throw new Failure("flow/batch-state", { batch: id, state: batch.state })
  }
  const sorted = rows.toSorted((one, other) => one.row - other.row)
  await refuseOthers(ports, batch, sorted)
  const by = await receive(ports, {
    principal,
    fileName: batch.fileName,
    source: { name: batch.source.name, kind: batch.source.kind },
    content: batch.content,
    dialect: { encoding: "utf-8", delimiter: ",", quote: '"', header: true },
    bytes: bytesOf(batch, sorted),
  })
  const again = sorted.map(({ row }, at) => ({ row, again: at + 1 }))
  await ports.store.transaction(async (tx) => {
    await updateBatch(tx, by, { plan: batch.plan })
    await markMending(tx, { batch: id, by, rows: again })
    const facts = { rows: rows.length, by }
    await ports.audit.write(tx, { principal, action: "batch/mend", object: `batch ${id}`, facts })
  })
  return ports.store.read((tx) => readBatch(tx, by))
}

/** Only what was refused can be mended, each row once, and each cell has its column. */
async function refuseOthers(ports: FlowPorts, batch: Batch, rows: readonly MendingRow[]) {
  let last = 0
  for (const { row, cells } of rows) {
    if (cells.length !== batch.headers.length) {
      throw new Failure("flow/cell-count", {
        row,
        cells: cells.length,
        columns: batch.headers.length,
      })
    }
    const { items } = await readRejectedRows(ports, batch.id, { after: row - 1, limit: 1 })
    if (items[0]?.row !== row || row === last) {
      throw new Failure("flow/not-rejected", { batch: batch.id, row })
    }
    last = row
  }
}

async function* bytesOf({ headers }: Batch, rows: readonly MendingRow[]) {
  yield Buffer.from(lineOf(headers))
  for (const { cells } of rows) yield Buffer.from(lineOf(cells))
}

/** As they are, for nobody but us; quoted throughout, as a row of one empty cell would be a blank line. */
function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\r\n`
}
