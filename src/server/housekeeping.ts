import { setTimeout as sleep } from "node:timers/promises"
import { listBatches, type Batch, type BatchState } from "#collect"
import { discardBatch } from "#flow"
import { Failure } from "#kernel"
import { follow, forgetKeys } from "#store"
import type { House } from "./compose.ts"

const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs
/** Files that were sent and never imported are forgotten after a day, keys of requests after a week. */
const waiting: readonly BatchState[] = ["received", "previewed"]

/** Keeps the journal's positions coming while nobody else reads it yet. */
const sequencer = { name: "sequencer", handle: () => Promise.resolve() }

/** What goes on beside the requests until the house closes. Ends soon after that. */
export async function keepHouse(house: House, report: (error: unknown) => void): Promise<void> {
  const { store, stopping: signal } = house
  await Promise.all([
    follow(store, sequencer, { signal, report, everyMs: 1000 }),
    clearAwayHourly(house, report),
  ])
}

/** Clears away what nobody will come back for, now and every hour. */
async function clearAwayHourly(house: House, report: (error: unknown) => void): Promise<void> {
  const { stopping: signal } = house
  while (!signal.aborted) {
    await clearAway(house).catch(report)
    await sleep(hourMs, undefined, { signal, ref: false }).catch(() => undefined)
  }
}

async function clearAway(house: House): Promise<void> {
  const { store, clock } = house
  const now = clock.now().getTime()
  await store.transaction((tx) => forgetKeys(tx, new Date(now - 7 * dayMs)))
  const { items } = await store.read((tx) => listBatches(tx, { limit: 500 }))
  for (const batch of items) if (isLeft(batch, now)) await discard(house, batch)
}

function isLeft({ state, created }: Batch, now: number): boolean {
  return waiting.includes(state) && created.getTime() < now - dayMs
}

async function discard(house: House, { id }: Batch): Promise<void> {
  try {
    await discardBatch(house, id, { principal: house.access.owner })
  } catch (error) {
    // Somebody came back for it in this moment.
    if (!(error instanceof Failure)) throw error
  }
}
