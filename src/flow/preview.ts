import {
  clearRejections,
  readBatch,
  rejectRows,
  updateBatch,
  type Batch,
  type BatchState,
  type BatchTally,
} from "#collect"
import { foresee } from "#keep"
import { Failure, type BatchId } from "#kernel"
import type { Refusal } from "./arrival.ts"
import { cleanseBatch, supposingSources, type CleansedBatch } from "./cleanse-batch.ts"
import { failureOf } from "./failure-of.ts"
import type { FlowPorts, Run } from "./flow-ports.ts"
import { readRules } from "./keep-rules.ts"
import { decide } from "./plan-pieces.ts"
import { previewOrders } from "./orders.ts"
import { progressOf, Stopped, type Progress } from "./progress.ts"
import { addPiece, emptyTally, refusedTally } from "./tally.ts"

const previewable: readonly BatchState[] = ["received", "previewing", "previewed"]

/**
 * Works out on the whole file what an import would do: the tally and the rows that would be refused.
 * Changes no record, customer or source.
 * @throws Failure "collect/unknown-batch" | "flow/batch-state" | "flow/no-plan" | "flow/unknown-column"
 */
export async function preview(ports: FlowPorts, id: BatchId, run: Run): Promise<Batch> {
  const batch = await begin(ports, id)
  try {
    const progress = progressOf(ports, batch, { ...run, wantedIn: ["previewing"] })
    const look = batch.content === "orders" ? previewOrders : previewSubjects
    return await finish(ports, batch, await look(ports, { batch, run, progress }))
  } catch (error) {
    if (error instanceof Stopped && error.how === "shutdown") throw error
    if (!(error instanceof Stopped)) await keepFailure(ports, id, error)
    return ports.store.read((tx) => readBatch(tx, id))
  }
}

interface Previewing {
  readonly batch: Batch
  readonly run: Run
  readonly progress: Progress
}

async function previewSubjects(
  ports: FlowPorts,
  { batch, progress }: Previewing,
): Promise<Foreseen> {
  const nameSources = supposingSources(ports)
  const clean = await cleanseBatch(ports, batch, { progress, nameSources })
  await progress.at("resolving", 0)
  return { refusals: clean.refusals, tally: await foreseen(ports, batch, clean) }
}

/** The batch is as it came, and says what was wrong with it. */
async function keepFailure({ store }: FlowPorts, id: BatchId, error: unknown): Promise<void> {
  const failure = failureOf(id, error)
  await store.transaction((tx) =>
    updateBatch(tx, id, { state: "received", failure, when: { in: ["previewing"] } }),
  )
  throw error
}

async function begin({ store }: FlowPorts, id: BatchId): Promise<Batch> {
  return store.transaction(async (tx) => {
    const isBegun = await updateBatch(tx, id, { state: "previewing", when: { in: previewable } })
    const batch = await readBatch(tx, id)
    if (!isBegun) throw new Failure("flow/batch-state", { batch: id, state: batch.state })
    return batch
  })
}

/** Births are not reserved yet; those that are supposed come after all that are given. */
const supposedBirth = 2 ** 52

async function foreseen(ports: FlowPorts, batch: Batch, { arrivals, refusals }: CleansedBatch) {
  const supposed = { ...batch, birthFrom: supposedBirth }
  const pieces = await decide(ports, supposed, { waiting: arrivals })
  return ports.store.read(async (tx) => {
    const rules = await readRules(tx)
    let tally = refusedTally(emptyTally, refusals.length)
    for (const piece of pieces) {
      tally = addPiece(tally, piece, await foresee({ tx, rules }, piece.resolved))
    }
    return tally
  })
}

interface Foreseen {
  readonly refusals: readonly Refusal[]
  readonly tally: BatchTally
}

async function finish({ store }: FlowPorts, { id, rows }: Batch, { refusals, tally }: Foreseen) {
  const progress = { stage: "resting" as const, done: rows, total: rows, secondsLeft: 0 }
  return store.transaction(async (tx) => {
    await clearRejections(tx, id)
    await rejectRows(tx, id, refusals)
    await updateBatch(tx, id, {
      state: "previewed",
      failure: null,
      tally,
      progress,
      when: { in: ["previewing"] },
    })
    return readBatch(tx, id)
  })
}
