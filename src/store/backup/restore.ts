import {
  chmodSync,
  chownSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
} from "node:fs"
import { dirname, join } from "node:path"
import { buffer } from "node:stream/consumers"
import { pipeline } from "node:stream/promises"
import { Failure } from "#kernel"
import type { Account } from "../embedded/account.ts"
import { majorVersion, prepareBinaries } from "../embedded/binaries.ts"
import { homeOf, makeDirectory, type Home } from "../embedded/home.ts"
import { resetPasswords } from "../embedded/initialise.ts"
import { passwordsIn } from "../embedded/passwords.ts"
import { readArchive, type ArchivedEntry } from "./archive.ts"
import { formatVersion, Manifest, manifestName } from "./manifest.ts"

/** What was brought back. */
export interface RestoreReport {
  /** When the backup was made. */
  readonly made: string
  readonly schema: number
  readonly seconds: number
}

/**
 * Makes the database of a data directory out of a backup. Never touches a database that is there.
 * @throws Failure "store/database-exists", "store/not-a-backup", "store/other-version", "store/disk-full"
 */
export async function restore(file: string, dataDirectory: string): Promise<RestoreReport> {
  const started = performance.now()
  if (!existsSync(file)) throw new Failure("store/no-such-file", { path: file })
  const home = homeOf(dataDirectory)
  if (existsSync(home.cluster)) throw new Failure("store/database-exists", { path: dataDirectory })
  const part = join(home.directory, `cluster-part-${process.pid}`)
  makeDirectory(part, 0o700, home.account)
  try {
    const manifest = await unpack(file, part, home)
    finishIn(part, home, dataDirectory)
    const seconds = Math.round(performance.now() - started) / 1000
    return { made: manifest.made, schema: Number(manifest.schema), seconds }
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
}

/** Lets the server recover, gives its roles the passwords of this directory, and only then shows it. */
function finishIn(part: string, home: Home, dataDirectory: string): void {
  const { passwords } = passwordsIn(dataDirectory, "database.json")
  const binaries = prepareBinaries(home.directory, home.account)
  resetPasswords({ ...home, cluster: part }, binaries, passwords)
  if (existsSync(home.cluster)) throw new Failure("store/database-exists", { path: dataDirectory })
  renameSync(part, home.cluster)
}

async function unpack(file: string, part: string, home: Home): Promise<Manifest> {
  const seen = new Set<string>()
  let manifest: Manifest | undefined
  try {
    await readArchive(file, async (entry) => {
      manifest ??= await manifestOf(entry, file)
      seen.add(entry.name)
      if (entry.name !== manifestName) await put(entry, part, home.account)
    })
  } catch (error) {
    throw asFailure(error, file)
  }
  const isWhole = ["backup_label", "PG_VERSION", "global/pg_control"].every((name) =>
    seen.has(name),
  )
  if (manifest === undefined || !isWhole) throw new Failure("store/not-a-backup", { path: file })
  return manifest
}

async function manifestOf({ name, content }: ArchivedEntry, file: string): Promise<Manifest> {
  if (name !== manifestName) throw new Failure("store/not-a-backup", { path: file })
  const found = Manifest.safeParse(JSON.parse((await buffer(content)).toString("utf8")))
  if (!found.success || found.data.format !== formatVersion) {
    throw new Failure("store/not-a-backup", { path: file })
  }
  if (!found.data.postgres.startsWith(`${majorVersion}.`)) {
    throw new Failure("store/other-version", {
      path: file,
      found: found.data.postgres,
      wanted: majorVersion,
    })
  }
  return found.data
}

const safeName = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*\/?$/u

async function put(
  { name, isDirectory, content }: ArchivedEntry,
  part: string,
  account: Account | undefined,
): Promise<void> {
  if (!safeName.test(name)) throw new Failure("store/not-a-backup", { path: name })
  const path = join(part, name)
  if (isDirectory) {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    chmodSync(path, 0o700)
  } else {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    await pipeline(content, createWriteStream(path, { mode: 0o600 }))
  }
  if (account !== undefined) chownSync(path, account.uid, account.gid)
}

function asFailure(cause: unknown, path: string): unknown {
  if (cause instanceof Failure || !(cause instanceof Error)) return cause
  if ("code" in cause && cause.code === "ENOSPC")
    return new Failure("store/disk-full", { path }, { cause })
  // Not zstd, not tar, or cut off somewhere.
  return new Failure("store/not-a-backup", { path }, { cause })
}
