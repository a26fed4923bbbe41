import { rmSync } from "node:fs"
import { Failure } from "#kernel"
import { startEmbedded } from "./embedded.ts"
import { clusterOf, homeOf } from "./home.ts"
import { runningOn } from "./postmaster.ts"

/**
 * Deletes the embedded database of a data directory, even one that no longer starts. Other databases
 * are not touched: we delete only what we made.
 * @returns whether there was one
 * @throws Failure "store/in-use" while another program works with it
 */
export async function removeEmbedded(dataDirectory: string): Promise<boolean> {
  const cluster = clusterOf(dataDirectory)
  if (cluster === undefined) return false
  // One that a kill left running: who lets go last stops it.
  if (runningOn(cluster) !== undefined) await (await startEmbedded(dataDirectory)).close()
  if (runningOn(cluster) !== undefined) throw new Failure("store/in-use", { path: dataDirectory })
  const { directory, socket } = homeOf(dataDirectory)
  for (const path of [directory, socket]) rmSync(path, { recursive: true, force: true })
  return true
}
