import { readdir, rm, stat } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { forgetForesights, listForgettable } from "#collect"
import { discardBatch, foresightLastsMs, mendSearch } from "#flow"
import { Failure, type BatchId } from "#kernel"
import { follow, forgetKeys, keepMirror } from "#store"
import type { House } from "./compose.ts"

// Files that were sent and never imported are forgotten a day after somebody last looked at what would
// happen, keys of requests after a week.
const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs

/** Keeps the journal's positions coming while nobody else reads it yet. */
const sequencer = { name: "sequencer", handle: () => Promise.resolve() }

export interface Housekeeping {
  readonly report: (error: unknown) => void
  /** A program of one command leaves the mirror as it is. */
  readonly keepsMirror: boolean
}

/** What goes on beside the requests until the house closes. Ends soon after that. */
export async function keepHouse(
  house: House,
  { report, keepsMirror }: Housekeeping,
): Promise<void> {
  const { store, mirror, stopping: signal } = house
  await Promise.all([
    ...(keepsMirror ? [keepMirror(mirror, { signal, report })] : []),
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
  const before = new Date(now - foresightLastsMs)
  const left = await store.read((tx) => listForgettable(tx, before))
  for (const batch of left) await discard(house, batch)
  await store.transaction((tx) => forgetForesights(tx, before))
  await clearTemporary(join(house.dataDir, "temporary"), now - dayMs)
  await mendSearch(house, house.stopping)
}

/** What an export that was killed has left behind. */
async function clearTemporary(directory: string, before: number): Promise<void> {
  for (const name of await readdir(directory).catch(() => [])) {
    const path = join(directory, name)
    if ((await stat(path)).mtimeMs < before) await rm(path, { recursive: true, force: true })
  }
}

async function discard(house: House, batch: BatchId): Promise<void> {
  try {
    await discardBatch(house, batch, { principal: house.access.owner })
  } catch (error) {
    // Somebody came back for it in this moment.
    if (!(error instanceof Failure)) throw error
  }
}
