import { isDeepStrictEqual } from "node:util"
import { setTimeout as sleep } from "node:timers/promises"
import { readBatch, type BatchState } from "#collect"
import type { BatchId } from "#kernel"
import type { Store } from "#store"
import { showBatch } from "./show-batch.ts"

const everyMs = 250
const working: readonly BatchState[] = ["previewing", "importing", "undoing"]

export interface Watching {
  readonly store: Store
  /** Ends the watch early. */
  readonly signal: AbortSignal
}

/** The batch now, and each time something changed, until its work rests. */
export async function* watchBatch({ store, signal }: Watching, id: BatchId) {
  let shown: ReturnType<typeof showBatch> | undefined
  while (!signal.aborted) {
    const batch = await store.read((tx) => readBatch(tx, id))
    const now = showBatch(batch)
    if (!isDeepStrictEqual(now, shown)) yield now
    shown = now
    if (!working.includes(batch.state)) return
    await sleep(everyMs, undefined, { signal }).catch(() => undefined)
  }
}
