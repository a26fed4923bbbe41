import {
  clearRejections,
  closeLoad,
  ensureEventMonths,
  fileEvents,
  identityOf,
  openLoad,
  readKnownEvents,
  rejectRows,
  updateBatch,
  type Batch,
  type BatchTally,
  type FiledEvent,
} from "#collect"
import { markPiece, readPieces } from "#keep"
import type { RecordId } from "#kernel"
import type { Tx } from "#store"
import type { Refusal } from "./arrival.ts"
import { keepBareRecords } from "./bare-records.ts"
import type { FlowPorts, Run } from "./flow-ports.ts"
import type { OrderEvent } from "./order-events.ts"
import { orderReadingOf, type OrderReading } from "./order-line.ts"
import { gathered, orderPieces, type OrderPiece } from "./order-rows.ts"
import { customersOfLoad } from "./orders.store.ts"
import type { Progress } from "./progress.ts"
import { recordIdOf } from "./record-id.ts"

/** A batch of orders at work. */
export interface OrderWork {
  readonly batch: Batch
  readonly run: Run
  readonly progress: Progress
}

const usualPieceSize = 5_000

/**
 * Files the orders of a batch, piece by piece, each in one transaction with its mark: what was cut off
 * goes on where it stood. Customers nobody has described yet get bare records.
 * @returns the tally; rows of events that were there already are the same
 * @throws Failure "flow/order-columns" | "flow/unknown-column" | "flow/unknown-zone" | "flow/no-plan"
 */
export async function importOrders(ports: FlowPorts, work: OrderWork): Promise<BatchTally> {
  const { batch, run, progress } = work
  const reading = orderReadingOf(batch, todayOf(ports))
  const done = await ports.store.read((tx) => readPieces(tx, batch.id))
  const last = Math.max(-1, ...done)
  await ports.store.transaction(async (tx) => {
    if (last < 0) await clearRejections(tx, batch.id)
    await openLoad(tx, { id: batch.id, source: batch.source.id })
    await tellGrown(ports, tx, work)
  })
  const writing: Writing = { ...work, records: new Map() }
  let tally = batch.tally
  for await (const piece of piecesAfter(ports, { batch, reading, last, run })) {
    tally = await writePiece(ports, writing, { piece, tally })
    await progress.at("keeping", piece.through)
  }
  return finishLoad(ports, work, tally)
}

interface Reading {
  readonly batch: Batch
  readonly reading: OrderReading
  /** Last chunk whose orders are filed. */
  readonly last: number
  readonly run: Run
}

/** Reads from the beginning whatever is done: what an order is, and the how-many-eth of its like, depends on all rows. */
async function* piecesAfter(
  ports: FlowPorts,
  { batch, reading, last, run }: Reading,
): AsyncGenerator<OrderPiece> {
  const all = orderPieces(ports, batch, reading)
  const waiting = (async function* () {
    for await (const piece of all) if (piece.chunk > last) yield piece
  })()
  yield* gathered(waiting, run.pieceSize ?? usualPieceSize)
}

interface Writing extends OrderWork {
  /** Records that are known to be there, by key. */
  readonly records: Map<string, RecordId>
}

interface PieceWriting {
  readonly piece: OrderPiece
  readonly tally: BatchTally
}

async function writePiece(
  ports: FlowPorts,
  writing: Writing,
  { piece, tally: before }: PieceWriting,
): Promise<BatchTally> {
  const { batch } = writing
  await ensureMonths(ports, piece)
  const written = await ports.store.transaction(async (tx) => {
    const fresh = await freshRecords(ports, tx, { writing, piece })
    const recordOf = (key: string) => fresh.get(key) ?? writing.records.get(key)
    const filing = { load: batch.id, received: ports.clock.now() }
    const filed = await fileEvents(tx, filing, eventsOf(piece.events, recordOf))
    await rejectRows(tx, batch.id, piece.refusals)
    const tally = addOrders(before, piece, (event) => filed.has(identityIn(event, recordOf)))
    const customers = new Set(piece.events.map(({ customer }) => customer)).size
    await markPiece(tx, { batch: batch.id, chunk: piece.chunk, customers })
    await tellGrown(ports, tx, writing)
    await updateBatch(tx, batch.id, { tally })
    return { tally, fresh }
  })
  for (const [key, record] of written.fresh) writing.records.set(key, record)
  return written.tally
}

/** What is filed counts from here on, long before the last of it. */
export async function tellGrown(
  { journal }: Pick<FlowPorts, "journal">,
  tx: Tx,
  { batch, run }: Pick<OrderWork, "batch" | "run">,
): Promise<void> {
  await journal.append(tx, [{ kind: "load/grown", ids: [], batch: batch.id, by: run.principal.id }])
}

/** Making a month waits for everybody who uses events, so it has a transaction of its own. */
async function ensureMonths({ store }: FlowPorts, { events }: OrderPiece): Promise<void> {
  await store.transaction((tx) =>
    ensureEventMonths(
      tx,
      events.map(({ at }) => at),
    ),
  )
}

/** Records of keys that this run has not met yet, in the order of their first rows. */
async function freshRecords(
  ports: FlowPorts,
  tx: Tx,
  { writing, piece }: { readonly writing: Writing; readonly piece: OrderPiece },
): Promise<ReadonlyMap<string, RecordId>> {
  const { batch, run, records } = writing
  const firstRows = new Map<string, number>()
  for (const { customer, rows } of piece.events) {
    if (records.has(customer)) continue
    const row = Math.min(rows[0] ?? 0, firstRows.get(customer) ?? Number.MAX_SAFE_INTEGER)
    firstRows.set(customer, row)
  }
  const keys = Array.from(firstRows, ([key, row]) => ({ key, row })).toSorted(
    (one, other) => one.row - other.row,
  )
  return keepBareRecords(ports, tx, {
    keys,
    source: batch.source,
    batch: batch.id,
    by: run.principal.id,
    received: batch.created,
  })
}

type RecordOf = (key: string) => RecordId | undefined

function eventsOf(events: readonly OrderEvent[], recordOf: RecordOf): readonly FiledEvent[] {
  return events.map((event) => ({ ...event, record: requireRecord(event.customer, recordOf) }))
}

function identityIn({ customer, at, key }: OrderEvent, recordOf: RecordOf): string {
  return identityOf({ record: requireRecord(customer, recordOf), at, key })
}

function requireRecord(key: string, recordOf: RecordOf): RecordId {
  const record = recordOf(key)
  if (record === undefined) throw new Error("a key has no record after it was asked for")
  return record
}

/** Counts rows: all rows of an event are what the event is. */
function addOrders(
  before: BatchTally,
  {
    events,
    refusals,
  }: { readonly events: readonly OrderEvent[]; readonly refusals: readonly Refusal[] },
  isNew: (event: OrderEvent) => boolean,
): BatchTally {
  let fresh = 0
  let same = 0
  for (const event of events) {
    if (isNew(event)) fresh += event.rows.length
    else same += event.rows.length
  }
  const accepted = before.accepted + fresh + same
  const rejected = before.rejected + refusals.length
  return {
    ...before,
    read: accepted + rejected,
    accepted,
    rejected,
    new: before.new + fresh,
    same: before.same + same,
  }
}

async function finishLoad(
  { store, journal }: FlowPorts,
  { batch, run }: OrderWork,
  tally: BatchTally,
): Promise<BatchTally> {
  return store.transaction(async (tx) => {
    await closeLoad(tx, batch.id)
    const counted = { ...tally, customers: await customersOfLoad(tx, batch.id) }
    await updateBatch(tx, batch.id, { tally: counted })
    await journal.append(tx, [
      { kind: "load/added", ids: [], batch: batch.id, by: run.principal.id },
    ])
    return counted
  })
}

/** What an import of orders would come to. Changes nothing. */
export interface OrderPreview {
  readonly tally: BatchTally
  readonly refusals: readonly Refusal[]
}

/** Works out on the whole file what `importOrders` would do. */
export async function previewOrders(ports: FlowPorts, work: OrderWork): Promise<OrderPreview> {
  const { batch, run, progress } = work
  const reading = orderReadingOf(batch, todayOf(ports))
  const nothing = { read: 0, accepted: 0, new: 0, changed: 0, same: 0, rejected: 0 }
  let tally: BatchTally = { ...nothing, customers: 0, joined: 0 }
  const refusals: Refusal[] = []
  const changed = new Set<RecordId>()
  const recordOf = (key: string) => recordIdOf(ports.sealer, batch.source.id, key)
  for await (const piece of piecesAfter(ports, { batch, reading, last: -1, run })) {
    const events = eventsOf(piece.events, recordOf)
    const known = await ports.store.read((tx) => readKnownEvents(tx, events))
    for (const event of events) if (!known.has(identityOf(event))) changed.add(event.record)
    tally = addOrders(tally, piece, (event) => !known.has(identityIn(event, recordOf)))
    refusals.push(...piece.refusals)
    await progress.at("cleansing", piece.through)
  }
  return { tally: { ...tally, customers: changed.size }, refusals }
}

/** ISO date of the instant, for the range in which orders may lie. */
export function todayOf({ clock }: FlowPorts): string {
  return clock.now().toISOString().slice(0, 10)
}
