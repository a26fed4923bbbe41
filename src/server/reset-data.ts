import { rm, rmdir } from "node:fs/promises"
import { join, resolve } from "node:path"
import { Failure } from "#kernel"
import { removeEmbedded } from "#store"
import { findServer } from "./server-file.ts"

/** What we put into a data directory. Nothing else is deleted, whatever directory was named. */
const ours = [
  "postgres.path",
  "database.json",
  "server.passwords.json",
  "keys.json",
  "owner-token",
  "server.json",
]

export interface Resetting {
  readonly dataDir: string
  readonly databaseUrl?: string | undefined
}

/**
 * Deletes the database that we made, the keys and the rest of a data directory.
 * @throws Failure "server/running" | "server/reset-elsewhere" | "store/in-use"
 */
export async function resetData({ dataDir, databaseUrl }: Resetting): Promise<void> {
  if (databaseUrl !== undefined) throw new Failure("server/reset-elsewhere")
  const running = await findServer(dataDir)
  if (running !== undefined) {
    throw new Failure("server/running", { url: running.url, pid: running.pid })
  }
  const directory = resolve(dataDir)
  await removeEmbedded(directory)
  for (const name of ours) await rm(join(directory, name), { force: true })
  // Left alone if somebody keeps more in it.
  await rmdir(directory).catch(() => undefined)
}
