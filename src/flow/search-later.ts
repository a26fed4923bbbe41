import { isSearchBehind, makeSearchable } from "#keep"
import type { CustomerId } from "#kernel"
import { keepLock, type FlowPorts } from "./flow-ports.ts"
import { readRules } from "./keep-rules.ts"

/**
 * A delivery of more rows than this leaves its customers' search words for the end: keeping the
 * inverted index costs PostgreSQL more than all other tables together (3.6 s of 6.5 s a 100,000
 * records), and until then every customer can be read.
 */
export const searchLaterFrom = 20_000

const pageSize = 20_000

/** Makes all customers findable that are not. To be called while holding the keep lock. */
export async function catchUpSearch(
  { store }: Pick<FlowPorts, "store">,
  { signal, made }: CatchingUp,
): Promise<void> {
  const rules = await store.read(readRules)
  let done = 0
  for (let after: CustomerId | undefined; ;) {
    const from = after
    const page = await store.transaction((tx) =>
      makeSearchable({ tx, rules }, { after: from, limit: pageSize }),
    )
    done += page.made
    await made?.(done)
    after = page.last
    if (after === undefined || signal?.aborted === true) return
  }
}

interface CatchingUp {
  readonly signal?: AbortSignal
  /** Told after each page how many there were so far. */
  readonly made?: (customers: number) => Promise<void>
}

/** The same for what a large import left when it was paused or failed. */
export async function mendSearch(
  { store }: Pick<FlowPorts, "store">,
  signal: AbortSignal,
): Promise<void> {
  if (!(await store.read(isSearchBehind))) return
  await store.exclusively(keepLock, async () => {
    if (!signal.aborted) await catchUpSearch({ store }, { signal })
  })
}
