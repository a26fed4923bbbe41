import { readBatch, updateBatch, type Batch } from "#collect"
import { Failure, type BatchId } from "#kernel"
import { beginsFrom } from "./batch-turn.ts"
import { keepLock, type FlowPorts, type Run } from "./flow-ports.ts"
import { progressOf } from "./progress.ts"
import { takeBack } from "./take-back.ts"

/**
 * Ends a batch for good and takes back what it wrote; the rows as they came are kept. Whoever is
 * importing it notices and stops. Can be repeated.
 * @throws Failure "collect/unknown-batch" | "flow/batch-state"
 */
export async function cancelBatch(ports: FlowPorts, id: BatchId, run: Run): Promise<Batch> {
  const { store, clock, audit } = ports
  const batch = await store.transaction(async (tx) => {
    const isCancelled = await updateBatch(tx, id, {
      state: "cancelled",
      when: { in: beginsFrom("cancel") },
    })
    const found = await readBatch(tx, id)
    if (!isCancelled) throw new Failure("flow/batch-state", { batch: id, state: found.state })
    await audit.write(tx, {
      principal: run.principal,
      action: "batch/cancel",
      object: `batch ${id}`,
    })
    return found
  })
  await store.exclusively(keepLock, async () => {
    const quiet: Run = { principal: run.principal, ...pieceSizeOf(run) }
    const progress = progressOf(ports, batch, { wantedIn: ["cancelled"] })
    await takeBack(ports, { batch, run: quiet, progress, what: "cancel" })
  })
  return store.transaction(async (tx) => {
    const now = clock.now()
    const undoneBy = run.principal.id
    await updateBatch(tx, id, { undoneAt: now, undoneBy, finished: now })
    return readBatch(tx, id)
  })
}

/** Lets an import rest; it can go on. Whoever runs it notices and stops after the piece at hand. */
export async function pauseBatch({ store, audit }: FlowPorts, id: BatchId, { principal }: Run) {
  return store.transaction(async (tx) => {
    const isPaused = await updateBatch(tx, id, { state: "paused", when: { in: ["importing"] } })
    const batch = await readBatch(tx, id)
    if (!isPaused) throw new Failure("flow/batch-state", { batch: id, state: batch.state })
    await audit.write(tx, { principal, action: "batch/pause", object: `batch ${id}` })
    return batch
  })
}

function pieceSizeOf({ pieceSize }: Run): Pick<Run, "pieceSize"> {
  return pieceSize === undefined ? {} : { pieceSize }
}
