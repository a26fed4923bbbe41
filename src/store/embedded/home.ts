import { createHash, randomBytes } from "node:crypto"
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Failure } from "#kernel"
import { keepOnce } from "./keep-once.ts"
import { accountFor, canWalk, type Account } from "./account.ts"

/** Where the embedded server lives. All paths exist but `cluster`, which initialising makes. */
export interface Home {
  readonly directory: string
  readonly cluster: string
  readonly socket: string
  readonly log: string
  readonly account: Account | undefined
}

// A socket's address has room for 107 bytes, of which PostgreSQL needs "/.s.PGSQL.65535".
const longestSocketDirectory = 107 - "/.s.PGSQL.65535".length

/** Finds or makes the home of the embedded server that belongs to a data directory. */
export function homeOf(dataDirectory: string): Home {
  makeDirectory(dataDirectory, 0o711)
  const directory = placeOf(dataDirectory)
  const cluster = join(directory, "cluster")
  const account = accountFor(cluster)
  return {
    directory,
    cluster,
    socket: socketIn(directory, account),
    log: join(directory, "postgres.log"),
    account,
  }
}

/** Where the database of a data directory is, if there is one. Makes nothing. */
export function clusterOf(dataDirectory: string): string | undefined {
  const pointer = join(dataDirectory, pointerName)
  const directory = existsSync(pointer)
    ? readFileSync(pointer, "utf8").trim()
    : join(dataDirectory, "postgres")
  const cluster = join(directory, "cluster")
  return existsSync(cluster) ? cluster : undefined
}

/** A directory of ours, made if it is missing. */
export function makeDirectory(path: string, mode: number, account?: Account): void {
  try {
    mkdirSync(path, { recursive: true, mode })
    if (account !== undefined) chownSync(path, account.uid, account.gid)
  } catch (cause) {
    if (codeOf(cause) === "ENOSPC") throw new Failure("store/disk-full", { path }, { cause })
    throw new Failure("store/directory-not-writable", { path }, { cause })
  }
}

const pointerName = "postgres.path"

function placeOf(dataDirectory: string): string {
  const pointer = join(dataDirectory, pointerName)
  if (existsSync(pointer)) return made(readFileSync(pointer, "utf8").trim())
  const usual = join(dataDirectory, "postgres")
  const account = accountFor(join(usual, "cluster"))
  if (canWalk(dataDirectory, account)) return made(usual)
  const elsewhere = placeElsewhere(dataDirectory, account)
  const kept = keepOnce(pointer, `${elsewhere}\n`, 0o644).trim()
  if (kept !== elsewhere) rmSync(elsewhere, { recursive: true, force: true })
  return kept
}

/**
 * As root under /root: the account that runs PostgreSQL cannot walk there. A new name each time: who
 * deleted a data directory and its keys must not meet its old database again.
 */
function placeElsewhere(dataDirectory: string, account: Account | undefined): string {
  const path = realpathSync(dataDirectory)
  const hash = createHash("sha256").update(path).digest("hex").slice(0, 16)
  const name = `${hash}-${randomBytes(3).toString("hex")}`
  for (const directory of [`/var/lib/zhike/${name}`, join(tmpdir(), `zhike-${name}`)]) {
    if (isOurs(directory, account)) return directory
  }
  throw new Failure("store/directory-not-writable", { path: `/var/lib/zhike/${name}` })
}

function isOurs(directory: string, account: Account | undefined): boolean {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o711 })
    const found = lstatSync(directory)
    return found.isDirectory() && found.uid === process.getuid?.() && canWalk(directory, account)
  } catch (cause) {
    if (codeOf(cause) === undefined) throw cause
    return false
  }
}

function socketIn(directory: string, account: Account | undefined): string {
  const near = join(directory, "socket")
  const record = join(directory, "socket.path")
  const socket = Buffer.byteLength(near) <= longestSocketDirectory ? near : farSocket(record)
  makeDirectory(socket, 0o700, account)
  return socket
}

/** The path is too long for a socket: a short private directory, remembered. */
function farSocket(record: string): string {
  if (existsSync(record)) {
    const known = readFileSync(record, "utf8").trim()
    if (existsSync(known)) return known
  }
  const socket = mkdtempSync(join(tmpdir(), "zk-"))
  write(record, `${socket}\n`)
  return socket
}

function made(directory: string): string {
  makeDirectory(directory, 0o711)
  return directory
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o644 })
  } catch (cause) {
    throw new Failure("store/directory-not-writable", { path }, { cause })
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined
}
