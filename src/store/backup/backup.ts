import { existsSync, renameSync, statSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { Client } from "pg"
import { z } from "zod"
import { Failure } from "#kernel"
import type { Database } from "../database.ts"
import type { Embedded } from "../embedded/embedded.ts"
import { writeArchive, type Archive } from "./archive.ts"
import { clusterFiles } from "./cluster-files.ts"
import { formatVersion, manifestName, type Manifest } from "./manifest.ts"

/** What was written. */
export interface BackupReport {
  readonly path: string
  readonly bytes: number
  readonly seconds: number
}

/**
 * Copies the embedded database into one file while work goes on. Keys are not in it: without them
 * sealed values stay sealed.
 * @throws Failure "store/backup-elsewhere" under DATABASE_URL, "store/file-exists", "store/disk-full"
 */
export async function backup({ embedded }: Database, to: string): Promise<BackupReport> {
  if (embedded === undefined) throw new Failure("store/backup-elsewhere")
  if (existsSync(to)) throw new Failure("store/file-exists", { path: to })
  const started = performance.now()
  const part = `${to}.part-${process.pid}`
  try {
    await writeArchive(part, (archive) => copyCluster(embedded, archive))
  } catch (error) {
    throw asFailure(error, to)
  }
  if (existsSync(to)) throw new Failure("store/file-exists", { path: to })
  renameSync(part, to)
  const seconds = Math.round(performance.now() - started) / 1000
  return { path: to, bytes: statSync(to).size, seconds }
}

/** The procedure of PostgreSQL's manual for a base backup without its tools. */
async function copyCluster(embedded: Embedded, archive: Archive): Promise<void> {
  const { cluster } = embedded.home
  const client = new Client({ ...embedded.connection("owner"), application_name: "zhike backup" })
  client.on("error", () => undefined)
  await client.connect()
  try {
    await client.query(
      `select pg_create_physical_replication_slot('zhike_backup_' || pg_backend_pid(), true, true)`,
    )
    await archive.text(manifestName, JSON.stringify(await describe(client)))
    const first = await ask(
      client,
      "select pg_walfile_name(pg_backup_start('zhike', true)) as answer",
    )
    await copyFiles(cluster, archive)
    const { rows } = await client.query(
      "select labelfile, pg_walfile_name(lsn) as last from pg_backup_stop(false)",
    )
    const { labelfile, last } = Stopped.parse(rows[0])
    await archive.text("backup_label", labelfile)
    await copyLog(cluster, archive, { first, last })
  } finally {
    // Ending the session also ends an unfinished backup and lets go of the slot.
    await client.end().catch(() => undefined)
  }
}

const Stopped = z.object({ labelfile: z.string(), last: z.string() })

async function copyFiles(cluster: string, archive: Archive): Promise<void> {
  for await (const { name, isDirectory } of clusterFiles(cluster)) {
    if (isDirectory) await archive.directory(name)
    else await unlessGone(archive.file(name, join(cluster, name)))
  }
}

/** The pieces of the server's log that make the copied files consistent. */
async function copyLog(
  cluster: string,
  archive: Archive,
  { first, last }: { readonly first: string; readonly last: string },
): Promise<void> {
  const pieces = await readdir(join(cluster, "pg_wal"))
  const needed = pieces.filter(
    (name) => /^[0-9A-F]{24}$/u.test(name) && name >= first && name <= last,
  )
  for (const name of needed.toSorted()) {
    await archive.file(`pg_wal/${name}`, join(cluster, "pg_wal", name))
  }
}

async function describe(client: Client): Promise<Manifest> {
  const postgres = await ask(client, "select current_setting('server_version') as answer")
  const schema = await ask(client, "select max(number)::text as answer from migration")
  return { format: formatVersion, postgres, schema, made: new Date().toISOString() }
}

async function ask(client: Client, question: string): Promise<string> {
  const { rows } = await client.query(question)
  return z.object({ answer: z.string() }).parse(rows[0]).answer
}

/** A table that was dropped meanwhile: the log says so too. */
async function unlessGone(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error
  }
}

function asFailure(cause: unknown, path: string): unknown {
  if (!(cause instanceof Error && "code" in cause && "syscall" in cause)) return cause
  if (cause.code === "ENOSPC" || cause.code === "EDQUOT")
    return new Failure("store/disk-full", { path }, { cause })
  return new Failure("store/file-not-writable", { path }, { cause })
}
