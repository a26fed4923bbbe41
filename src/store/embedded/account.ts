import { readFileSync, realpathSync, statSync } from "node:fs"
import { dirname } from "node:path"
import { Failure } from "#kernel"

/** The account under which PostgreSQL runs; `undefined` means our own. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root: then it gets the account that owns its files, or one that owns nothing. */
export function accountFor(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return unprivileged()
}

/** May the account walk to this path? Asks of each directory above it, and of the path itself. */
export function canWalk(path: string, account: Account | undefined): boolean {
  if (account === undefined) return true
  for (let at = realpathSync(path); ; at = dirname(at)) {
    if (!mayEnter(at, account)) return false
    if (at === dirname(at)) return true
  }
}

function mayEnter(path: string, account: Account): boolean {
  const { mode, uid, gid } = statSync(path)
  if (uid === account.uid) return (mode & 0o100) !== 0
  if (gid === account.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}

function unprivileged(): Account {
  const rows = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
  for (const name of ["postgres", "nobody", "daemon"]) {
    const row = rows.find(([user, , uid]) => user === name && uid !== "0")
    if (row !== undefined) return { uid: Number(row[2]), gid: Number(row[3]) }
  }
  throw new Failure("store/no-account", { uid: 0 })
}
