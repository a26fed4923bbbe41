import type { Tx } from "#store"

interface PlanTables {
  readonly batch_plan: { readonly batch: number; readonly chunk: number; readonly data: Buffer }
}

/** Which rows of a batch are written together, because their customers depend on each other. */
export interface PlannedPiece {
  readonly chunk: number
  readonly rows: readonly number[]
}

export async function addPlan(
  tx: Tx,
  batch: number,
  pieces: readonly PlannedPiece[],
): Promise<void> {
  if (pieces.length === 0) return
  const lines = pieces.map(({ chunk, rows }) => [batch, chunk, packed(rows)])
  await tx.copyIn({ table: "batch_plan", columns: ["batch", "chunk", "data"] }, lines)
}

/** In order. */
export async function readPlan(tx: Tx, batch: number): Promise<readonly PlannedPiece[]> {
  const rows = await tx
    .tables<PlanTables>()
    .selectFrom("batch_plan")
    .select(["chunk", "data"])
    .where("batch", "=", batch)
    .orderBy("chunk")
    .execute()
  return rows.map(({ chunk, data }) => ({ chunk, rows: unpacked(data) }))
}

/** Takes away the pieces from a number on: they were never written and are planned anew. */
export async function dropPlan(tx: Tx, batch: number, from: number): Promise<void> {
  await tx
    .tables<PlanTables>()
    .deleteFrom("batch_plan")
    .where("batch", "=", batch)
    .where("chunk", ">=", from)
    .execute()
}

/** Row numbers as four bytes each. */
function packed(rows: readonly number[]): Buffer {
  const buffer = Buffer.alloc(rows.length * 4)
  for (const [at, row] of rows.entries()) buffer.writeUInt32LE(row, at * 4)
  return buffer
}

function unpacked(data: Buffer): readonly number[] {
  return Array.from({ length: data.length / 4 }, (_, at) => data.readUInt32LE(at * 4))
}
