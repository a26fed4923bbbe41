import { evidence, readPieces, readRecords, type KeptRecord } from "#keep"
import type { RecordId } from "#kernel"
import { addPlan, dropPlan, readPlan, resolve, type ResolvedPiece } from "#resolve"
import type { Batch } from "#collect"
import type { Arrival } from "./arrival.ts"
import type { FlowPorts, Run } from "./flow-ports.ts"
import { deliveredOf, reconcile, type Reconciled } from "./reconcile.ts"

/** Records of one transaction: whole customers, with the rows that speak of them. */
export interface Piece {
  readonly chunk: number
  readonly resolved: ResolvedPiece
  readonly reconciled: readonly Reconciled[]
}

const usualPieceSize = 5_000

/** Rows in pieces that were written before a cut, and the number of the next piece. */
export interface Written {
  readonly rows: ReadonlySet<number>
  readonly next: number
}

/** Rows to plan for, and what is written already. */
export interface Planning {
  readonly arrivals: readonly Arrival[]
  readonly written: Written
  readonly run: Run
}

/**
 * Decides for every row that is not written yet whose it is, and keeps the plan before anything is
 * carried out. Reads at leisure: nobody else decides meanwhile.
 */
export async function planPieces(
  ports: FlowPorts,
  batch: Batch,
  { arrivals, written, run }: Planning,
): Promise<readonly Piece[]> {
  const waiting = arrivals.filter(({ row }) => !written.rows.has(row))
  const reconciled = await decide(ports, batch, { waiting, pieceSize: run.pieceSize })
  const pieces = reconciled.map((piece, at) => ({ ...piece, chunk: written.next + at }))
  await ports.store.transaction(async (tx) => {
    await dropPlan(tx, batch.id, written.next)
    await addPlan(
      tx,
      batch.id,
      pieces.map((piece) => ({
        chunk: piece.chunk,
        rows: piece.reconciled.flatMap(({ rows }) => rows),
      })),
    )
  })
  return pieces
}

type ReadingTx = Parameters<typeof readPlan>[0]

/** What of a batch is written. */
export async function readWritten(tx: ReadingTx, batch: number): Promise<Written> {
  const done = await readPieces(tx, batch)
  const plan = done.size === 0 ? [] : await readPlan(tx, batch)
  const rows = new Set(plan.filter(({ chunk }) => done.has(chunk)).flatMap((piece) => piece.rows))
  return { rows, next: Math.max(-1, ...done) + 1 }
}

/** Rows to decide about, and how many records make a piece. */
export interface Deciding {
  readonly waiting: readonly Arrival[]
  readonly pieceSize?: number | undefined
}

/** Who is whose among the waiting rows, in pieces. */
export async function decide(
  { store }: FlowPorts,
  batch: Batch,
  { waiting, pieceSize = usualPieceSize }: Deciding,
): Promise<readonly Omit<Piece, "chunk">[]> {
  const byRecord = groupByRecord(waiting)
  return store.read(async (tx) => {
    const known = await readKnown(tx, [...byRecord.keys()])
    const delivered = deliveredOf(batch)
    const reconciled = new Map<RecordId, Reconciled>()
    for (const [id, rows] of byRecord) reconciled.set(id, reconcile(rows, known.get(id), delivered))
    const changes = Array.from(reconciled.values(), ({ change }) => change)
    const pieces = await resolve({ tx, evidence }, changes, pieceSize)
    return pieces.map((resolved) => ({
      resolved,
      reconciled: resolved.changes.flatMap(({ id }) => reconciled.get(id) ?? []),
    }))
  })
}

function groupByRecord(arrivals: readonly Arrival[]) {
  const groups = new Map<RecordId, [Arrival, ...Arrival[]]>()
  for (const arrival of arrivals) {
    const group = groups.get(arrival.id)
    if (group === undefined) groups.set(arrival.id, [arrival])
    else group.push(arrival)
  }
  return groups
}

const lookupSize = 20_000

async function readKnown(tx: ReadingTx, ids: readonly RecordId[]) {
  const known = new Map<RecordId, KeptRecord>()
  for (let from = 0; from < ids.length; from += lookupSize) {
    for (const record of await readRecords(tx, ids.slice(from, from + lookupSize))) {
      known.set(record.id, record)
    }
  }
  return known
}
