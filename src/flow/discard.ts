import { readBatch, removeBatch, updateBatch, type BatchState } from "#collect"
import { Failure, type BatchId } from "#kernel"
import type { FlowPorts, Run } from "./flow-ports.ts"

const discardable: readonly BatchState[] = ["received", "previewing", "previewed", "cancelled"]

/**
 * Forgets a batch that was never imported, with its rows: nothing of the file is left.
 * @throws Failure "collect/unknown-batch" | "flow/batch-state"
 */
export async function discardBatch(
  { store, audit }: Pick<FlowPorts, "store" | "audit">,
  id: BatchId,
  { principal }: Run,
): Promise<void> {
  await store.transaction(async (tx) => {
    const { state, started } = await readBatch(tx, id)
    const isHeld = await updateBatch(tx, id, { state: "cancelled", when: { in: discardable } })
    if (!isHeld || started !== null) throw new Failure("flow/batch-state", { batch: id, state })
    await removeBatch(tx, id)
    await audit.write(tx, { principal, action: "batch/discard", object: `batch ${id}` })
  })
}
