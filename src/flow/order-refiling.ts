import { closeLoad, fileEvents, listBatches, type Batch, type BatchState } from "#collect"
import { readPieces } from "#keep"
import type { BatchId } from "#kernel"
import type { FlowPorts, Run } from "./flow-ports.ts"
import { orderReadingOf } from "./order-line.ts"
import { gathered, orderPieces, type OrderPiece } from "./order-rows.ts"
import { tellGrown, todayOf } from "./orders.ts"
import { recordIdOf } from "./record-id.ts"

const pieceSize = 5_000
const page = 100

/** A batch in one of these states has taken back what it said. */
const withdrawn: readonly BatchState[] = ["cancelled", "undoing", "undone"]

/**
 * After a load of orders was undone: what other deliveries of the source said as well counts again,
 * filed under them. An event has one row and hangs on the load that brought it first, so undoing that
 * one would otherwise take it from all. Can be repeated; nothing to do unless files overlapped.
 * Cost: reads each overlapping file once.
 */
export async function refileShared(
  ports: FlowPorts,
  { batch, run }: { readonly batch: Batch; readonly run: Run },
): Promise<void> {
  for await (const other of sharersOf(ports, batch)) await refile(ports, { batch: other, run })
}

/** Live batches of orders of the same source that brought events which were there already. */
async function* sharersOf({ store }: FlowPorts, undone: Batch): AsyncGenerator<Batch> {
  const source = undone.source.id
  for (let before: BatchId | null | undefined; before !== null;) {
    const last: BatchId | undefined = before
    const { items, next } = await store.read((tx) =>
      listBatches(tx, { limit: page, source, before: last }),
    )
    for (const batch of items) {
      const isLive = batch.content === "orders" && !withdrawn.includes(batch.state)
      if (isLive && batch.id !== undone.id && batch.tally.same > 0) yield batch
    }
    before = next
  }
}

async function refile(
  ports: FlowPorts,
  { batch, run }: { readonly batch: Batch; readonly run: Run },
): Promise<void> {
  const { store, journal } = ports
  const filed = Math.max(-1, ...(await store.read((tx) => readPieces(tx, batch.id))))
  const reading = orderReadingOf(batch, todayOf(ports))
  for await (const piece of gathered(orderPieces(ports, batch, reading), pieceSize))
    if (piece.chunk <= filed) await refilePiece(ports, { batch, run }, piece)
  await store.transaction(async (tx) => {
    await closeLoad(tx, batch.id)
    await journal.append(tx, [
      { kind: "load/added", ids: [], batch: batch.id, by: run.principal.id },
    ])
  })
}

/** The records are there: a live batch names them. */
async function refilePiece(
  ports: FlowPorts,
  work: { readonly batch: Batch; readonly run: Run },
  { events }: OrderPiece,
): Promise<void> {
  const { store, sealer, clock } = ports
  const { batch } = work
  const named = events.map((event) => {
    return { ...event, record: recordIdOf(sealer, batch.source.id, event.customer) }
  })
  await store.transaction(async (tx) => {
    await fileEvents(tx, { load: batch.id, received: clock.now() }, named)
    await tellGrown(ports, tx, work)
  })
}
