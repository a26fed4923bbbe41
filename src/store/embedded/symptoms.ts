import { Failure, type FailureCode } from "#kernel"
import type { Home } from "./home.ts"

// What PostgreSQL writes when it cannot start, and what that means to the person who started us.
const symptoms: readonly (readonly [RegExp, FailureCode])[] = [
  [/No space left on device|Disk quota exceeded/u, "store/disk-full"],
  [/could not look up effective user ID|user ID \d+/u, "store/no-account"],
  [/database files are incompatible/u, "store/other-version"],
  [/Read-only file system/u, "store/directory-not-writable"],
  [
    /could not locate a valid checkpoint|invalid (?:primary )?checkpoint|PANIC:|control file|invalid data in file|could not open (?:file|directory)|is missing|required WAL directory|could not read file|database system identifier|not a valid data directory|incorrect checksum/u,
    "store/corrupted",
  ],
  [/Permission denied/u, "store/directory-not-writable"],
]

/** The failure that a log speaks of. */
export function faultIn(log: string, home: Pick<Home, "cluster" | "log">): Failure {
  const found = symptoms.find(([pattern]) => pattern.test(log))
  const facts = { path: home.cluster, log: home.log, reason: lastComplaint(log) }
  if (found?.[1] === "store/no-account") {
    return new Failure("store/no-account", { uid: process.getuid?.() ?? -1 })
  }
  if (found?.[1] === "store/other-version") {
    return new Failure("store/other-version", { ...facts, found: "?", wanted: "?" })
  }
  return new Failure(found?.[1] ?? "store/cannot-start", facts)
}

function lastComplaint(log: string): string {
  const complaints = log.match(/(?:FATAL|PANIC|ERROR|error): .*/gu) ?? []
  return complaints.at(-1)?.slice(0, 300) ?? ""
}
