import { accessSync, constants, existsSync, statfsSync } from "node:fs"
import { dirname } from "node:path"
import { Client } from "pg"
import { z } from "zod"
import { Failure, type Facts } from "#kernel"
import { findDatabase, type Database, type Whereabouts } from "./database.ts"
import { packageDirectory } from "./embedded/binaries.ts"
import { clusterOf } from "./embedded/home.ts"
import { appliedIn, migrations, pendingOf } from "./migrate.ts"

/** What one look at the store found. */
export interface Finding {
  readonly check: "directory" | "disk" | "programs" | "database" | "migrations" | "size"
  readonly state: "ok" | "warn" | "bad"
  readonly facts: Facts
  /** Its sentence is `check.<code>`, or `failure.<code>` where the state is bad. */
  readonly code: `store/${string}`
}

type Check = Finding["check"]

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
  try {
    database = await findDatabase(whereabouts)
    return await lookInside(database)
  } catch (error) {
    return [badFinding("database", error)]
  } finally {
    await database?.close()
  }
}

async function lookInside(database: Database): Promise<readonly Finding[]> {
  const client = new Client(database.connection("owner"))
  client.on("error", () => undefined)
  await client.connect()
  try {
    return [
      await look("database", () => lookAtVersion(client, database)),
      await look("migrations", () => lookAtMigrations(client)),
      await look("size", () => lookAtSize(client)),
    ]
  } finally {
    await client.end()
  }
}

async function lookAtVersion(client: Client, { kind }: Database): Promise<Finding> {
  const { rows } = await client.query("select current_setting('server_version') as version")
  const { version } = z.object({ version: z.string() }).parse(rows[0])
  return finding("database", "ok", `store/${kind}-database`, { version })
}

async function lookAtMigrations(client: Client): Promise<Finding> {
  const applied = await appliedIn(client)
  const pending = pendingOf(migrations, applied).length
  const last = applied.at(-1)?.number ?? 0
  return pending === 0
    ? finding("migrations", "ok", "store/migrations-done", { last })
    : finding("migrations", "warn", "store/migrations-pending", { pending })
}

async function lookAtSize(client: Client): Promise<Finding> {
  const { rows } = await client.query(
    "select (pg_database_size(current_database()) / 1000000)::int as megabytes",
  )
  const { megabytes } = z.object({ megabytes: z.int() }).parse(rows[0])
  return finding("size", "ok", "store/database-size", { megabytes })
}

async function look(check: Check, at: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await at()
  } catch (error) {
    return badFinding(check, error)
  }
}

/** Only what somebody can act on is a finding; a bug stays one. */
function badFinding(check: Check, error: unknown): Finding {
  if (!(error instanceof Failure)) throw error
  return {
    check,
    state: "bad",
    facts: error.facts,
    code: `store/${error.code.split("/")[1] ?? ""}`,
  }
}

function finding(
  check: Check,
  state: Finding["state"],
  ...[code, facts]: [Finding["code"], Facts]
): Finding {
  return { check, state, facts, code }
}

/** The path itself, or what is there of it. */
function nearest(path: string): string {
  return existsSync(path) || path === dirname(path) ? path : nearest(dirname(path))
}
