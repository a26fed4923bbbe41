import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"

/** What a running server says of itself in postmaster.pid. */
export interface Postmaster {
  readonly pid: number
  readonly isReady: boolean
}

/**
 * The server that runs on a cluster. `undefined` when none does, even if a kill left its file behind
 * and its number now belongs to somebody else.
 */
export function runningOn(cluster: string): Postmaster | undefined {
  const lines = readLines(lockFile(cluster))
  const pid = pidOf(lines)
  if (pid === undefined || !isServerOf(pid, cluster)) return undefined
  return { pid, isReady: lines[7]?.trim() === "ready" }
}

/**
 * Takes away the lock files of a server that is gone, where PostgreSQL would not: when its number
 * belongs to another process now, or when it fell over before it wrote one.
 */
export function clearRemains({ cluster, socket }: { cluster: string; socket: string }): void {
  const locks = readdirSync(socket).filter((name) => name.endsWith(".lock"))
  for (const path of [lockFile(cluster), ...locks.map((name) => join(socket, name))]) {
    if (isRemains(path, cluster)) rmSync(path, { force: true })
  }
}

const staleMs = 10_000

function isRemains(path: string, cluster: string): boolean {
  const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs
  if (made === undefined) return false
  const pid = pidOf(readLines(path))
  if (pid === undefined) return Date.now() - made > staleMs
  return isAlive(pid) && !isServerOf(pid, cluster)
}

function lockFile(cluster: string): string {
  return join(cluster, "postmaster.pid")
}

function pidOf(lines: readonly string[]): number | undefined {
  const pid = Number(lines[0])
  return Number.isInteger(pid) && pid > 0 ? pid : undefined
}

function isServerOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === "linux") return isServerByProc(pid, cluster)
  if (process.platform === "win32") return true
  return isServerByPs(pid, cluster)
}

/** Is there a process of that number, and not merely its remains? */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

/** PostgreSQL works in its cluster: that says more than its number, its name or its age. */
function isServerByProc(pid: number, cluster: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8")
    return (
      command.includes("postgres") && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
    )
  } catch {
    // Gone meanwhile, or another account's: not the one that we started.
    return false
  }
}

function isServerByPs(pid: number, cluster: string): boolean {
  try {
    const command = execFileSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" })
    return command.includes("postgres") && command.includes(cluster)
  } catch {
    // ps ends with 1 when there is no such process.
    return false
  }
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8").split("\n")
  } catch {
    // No file, no server.
    return []
  }
}
