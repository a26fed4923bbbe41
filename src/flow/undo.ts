import { readBatch, updateBatch, type Batch } from "#collect"
import { closeUndoAccount } from "#keep"
import { Failure, type BatchId } from "#kernel"
import { beginsFrom } from "./batch-turn.ts"
import { failureOf } from "./failure-of.ts"
import { keepLock, type FlowPorts, type Run } from "./flow-ports.ts"
import { progressOf, Stopped } from "./progress.ts"
import { openAccount } from "./undo-account.ts"
import { takeBack } from "./take-back.ts"

/**
 * Takes back all that a batch said, in any order with other batches: afterwards records, customers and
 * links are as if it had never come, but every id that was given stays known. Undoing twice is undoing
 * once; what was cut off goes on.
 * @throws Failure "collect/unknown-batch" | "flow/batch-state"
 */
export async function undo(ports: FlowPorts, id: BatchId, run: Run): Promise<Batch> {
  return ports.store.exclusively(keepLock, async () => {
    const batch = await begin(ports, id, run)
    if (batch.state === "undone") return batch
    const progress = progressOf(ports, batch, { ...run, wantedIn: ["undoing"] })
    try {
      await takeBack(ports, { batch, run, progress, what: "undo" })
    } catch (error) {
      if (!(error instanceof Stopped)) await keepFailure(ports, id, error)
      throw error
    }
    return finish(ports, batch, run)
  })
}

/** The batch stays in the middle of its undoing and says why; undoing again goes on. */
async function keepFailure({ store }: FlowPorts, id: BatchId, error: unknown): Promise<void> {
  await store.transaction((tx) => updateBatch(tx, id, { failure: failureOf(id, error) }))
}

async function begin({ store, audit }: FlowPorts, id: BatchId, { principal }: Run) {
  return store.transaction(async (tx) => {
    const found = await readBatch(tx, id)
    if (found.state === "undone") return found
    await openAccount(tx, found)
    const isStarted = await updateBatch(tx, id, {
      state: "undoing",
      when: { in: beginsFrom("undo") },
    })
    if (!isStarted) throw new Failure("flow/batch-state", { batch: id, state: found.state })
    await audit.write(tx, { principal, action: "batch/undo", object: `batch ${id}` })
    return readBatch(tx, id)
  })
}

async function finish({ store, clock, audit }: FlowPorts, batch: Batch, { principal }: Run) {
  const { id, rows } = batch
  const progress = { stage: "resting" as const, done: rows, total: rows, secondsLeft: 0 }
  return store.transaction(async (tx) => {
    const undone = {
      state: "undone" as const,
      undoneAt: clock.now(),
      undoneBy: principal.id,
      failure: null,
    }
    await updateBatch(tx, id, { ...undone, progress })
    await closeUndoAccount(tx, id)
    await audit.write(tx, { principal, action: "batch/undone", object: `batch ${id}` })
    return readBatch(tx, id)
  })
}
