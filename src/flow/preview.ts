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
import { cleanseBatch, supposingSources, type CleansedBatch } from "./cleanse-batch.ts"
import type { FlowPorts, Run } from "./flow-ports.ts"
import { readRules } from "./keep-rules.ts"
import { decide } from "./plan-pieces.ts"
import { progressOf } from "./progress.ts"
import { addPiece, emptyTally, refusedTally } from "./tally.ts"

const previewable: readonly BatchState[] = ["received", "previewing", "previewed"]

/**
 * Works out on the whole file what an import would do: the tally and the rows that would be refused.
 * Changes no record, customer or source.
 * @throws Failure "collect/unknown-batch" | "flow/batch-state" | "flow/no-plan" | "flow/unknown-column"
 */
export async function preview(ports: FlowPorts, id: BatchId, run: Run): Promise<Batch> {
  const batch = await begin(ports, id)
  const progress = progressOf(ports, batch, { ...run, wantedIn: ["previewing"] })
  const clean = await cleanseBatch(ports, batch, {
    progress,
    nameSources: supposingSources(ports),
  })
  await progress.at("resolving", 0)
  return finish(ports, batch, { clean, tally: await foreseen(ports, batch, clean) })
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
  readonly clean: CleansedBatch
  readonly tally: BatchTally
}

async function finish({ store }: FlowPorts, { id, rows }: Batch, { clean, tally }: Foreseen) {
  const progress = { stage: "resting" as const, done: rows, total: rows, secondsLeft: 0 }
  return store.transaction(async (tx) => {
    await clearRejections(tx, id)
    await rejectRows(tx, id, clean.refusals)
    await updateBatch(tx, id, {
      state: "previewed",
      tally,
      progress,
      when: { in: ["previewing"] },
    })
    return readBatch(tx, id)
  })
}
