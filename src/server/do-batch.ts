import { readBatch } from "#collect"
import { cancelBatch, ingest, preview, undo, wantedOf, type FlowPorts, type Run } from "#flow"
import type { BatchId } from "#kernel"

/** Does what is wanted of a batch, if anything is. */
export async function doBatch(ports: FlowPorts, id: BatchId, run: Run): Promise<void> {
  const batch = await ports.store.read((tx) => readBatch(tx, id))
  switch (wantedOf(batch)) {
    case "run":
      return void (await ingest(ports, id, run))
    case "preview":
      return void (await preview(ports, id, run))
    case "undo":
      return void (await undo(ports, id, run))
    case "cancel":
      return void (await cancelBatch(ports, id, run))
    case undefined:
      return undefined
  }
}
