import { Failure } from "#kernel"
import { restore, type RestoreReport } from "#store"
import { findServer } from "./server-file.ts"

export interface Restoring {
  readonly dataDir: string
  readonly databaseUrl?: string | undefined
  readonly file: string
}

/**
 * Makes the database of a data directory out of a backup, while nothing runs on it.
 * @throws Failure "server/running" | "store/restore-elsewhere" | those of `restore`
 */
export async function restoreData({
  dataDir,
  databaseUrl,
  file,
}: Restoring): Promise<RestoreReport> {
  const running = await findServer(dataDir)
  if (running !== undefined) {
    throw new Failure("server/running", { url: running.url, pid: running.pid })
  }
  if (databaseUrl !== undefined) throw new Failure("server/restore-elsewhere")
  return restore(file, dataDir)
}
