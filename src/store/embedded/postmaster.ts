import { execFileSync } from "node:child_process"
import { readFileSync, readlinkSync, realpathSync } from "node:fs"
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
  const lines = readLines(join(cluster, "postmaster.pid"))
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0 || !isServerOf(pid, cluster)) return undefined
  return { pid, isReady: lines[7]?.trim() === "ready" }
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
