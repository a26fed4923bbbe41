import { listBatches, readSources, type Batch } from "#collect"
import { readStanding } from "#keep"
import type { Tx } from "#store"
import { version } from "../version.ts"

const dayMs = 24 * 60 * 60 * 1000
const shownBatches = 5
/** More deliveries than this a day and the newest are counted. */
const countedBatches = 500

/** The state of things: what is there, what came lately. */
export async function readStatus(tx: Tx, now: Date) {
  const since = new Date(now.getTime() - dayMs)
  const { today, ...standing } = await readStanding(tx, since)
  const sources = await readSources(tx)
  const { items } = await listBatches(tx, { limit: countedBatches })
  return {
    version: version(),
    ...standing,
    events: sources.reduce((sum, { events }) => sum + events, 0),
    sources: sources.length,
    recent: items.slice(0, shownBatches).map(({ id, fileName, state, finished }) => ({
      id,
      fileName,
      state,
      finished: finished?.toISOString() ?? null,
    })),
    today: { ...today, events: newEvents(items, since) },
    matching: "exact-keys" as const,
  }
}

function newEvents(batches: readonly Batch[], since: Date): number {
  return batches
    .filter(({ content, state }) => content === "orders" && state === "done")
    .filter(({ finished }) => finished !== null && finished >= since)
    .reduce((sum, { tally }) => sum + tally.new, 0)
}
