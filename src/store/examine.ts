import { accessSync, constants, existsSync, statfsSync } from "node:fs"
import { dirname } from "node:path"
import { Client } from "pg"
import { Failure } from "#kernel"
import { findDatabase, type Database, type Whereabouts } from "./database.ts"
import { packageDirectory } from "./embedded/binaries.ts"
import { clusterOf } from "./embedded/home.ts"
import { badFinding, finding, look, type Finding } from "./finding.ts"
import { faultOf } from "./fault.ts"
import { lookInside } from "./look-inside.ts"

/**
 * Looks at everything the store rests on, without changing it: a database that is not there is not
 * made, one that is behind is not migrated. Starts the embedded server for the time of looking.
 */
export async function examine(whereabouts: Whereabouts): Promise<readonly Finding[]> {
  const { directory, url } = whereabouts
  const ground = [
    await look("directory", () => lookAtDirectory(directory)),
    await look("disk", () => lookAtDisk(directory)),
    ...(url === undefined ? [await look("programs", lookAtPrograms)] : []),
  ]
  if (url === undefined && clusterOf(directory) === undefined) {
    return [...ground, finding("database", "warn", "store/no-database-yet", { path: directory })]
  }
  return [...ground, ...(await lookAtDatabase(whereabouts))]
}

const lowBytes = 2_000_000_000
const emptyBytes = 200_000_000

function lookAtDirectory(directory: string): Finding {
  const path = nearest(directory)
  try {
    accessSync(path, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new Failure("store/directory-not-writable", { path }, { cause })
  }
  return finding("directory", "ok", "store/directory-writable", { path: directory })
}

function lookAtDisk(directory: string): Finding {
  const { bavail, bsize } = statfsSync(nearest(clusterOf(directory) ?? directory))
  const free = bavail * bsize
  if (free < emptyBytes) throw new Failure("store/disk-full", { path: directory })
  const facts = { gigabytes: Math.round(free / 1e8) / 10 }
  return free < lowBytes
    ? finding("disk", "warn", "store/disk-low", facts)
    : finding("disk", "ok", "store/disk-free", facts)
}

function lookAtPrograms(): Finding {
  return finding("programs", "ok", "store/programs-found", { path: packageDirectory() })
}

async function lookAtDatabase(whereabouts: Whereabouts): Promise<readonly Finding[]> {
  let database: Database | undefined
  let client: Client | undefined
  try {
    database = await findDatabase(whereabouts)
    client = new Client(database.connection("owner"))
    client.on("error", () => undefined)
    await client.connect()
    return await lookInside(client, database.kind)
  } catch (error) {
    return [badFinding("database", faultOf(error))]
  } finally {
    await client?.end().catch(() => undefined)
    await database?.close()
  }
}

/** The path itself, or what is there of it. */
function nearest(path: string): string {
  return existsSync(path) || path === dirname(path) ? path : nearest(dirname(path))
}
