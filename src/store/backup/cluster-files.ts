import { readdir } from "node:fs/promises"
import { join } from "node:path"

export interface ClusterFile {
  /** Path within the cluster, with `/`. */
  readonly name: string
  readonly isDirectory: boolean
}

// What a running server keeps for itself: PostgreSQL makes it anew (PostgreSQL 18, 25.3.4).
const emptied = new Set([
  "pg_wal",
  "pg_wal/archive_status",
  "pg_wal/summaries",
  "pg_dynshmem",
  "pg_notify",
  "pg_replslot",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
])
const control = "global/pg_control"
const skipped =
  /^(?:postmaster\.(?:pid|opts)|.*\/pg_internal\.init.*|.*pgsql_tmp.*|.*\/t\d+_\d+.*|backup_label|tablespace_map|.*\.tmp)$/u

/** What a base backup holds, in an order in which it may be copied: the control file last. */
export async function* clusterFiles(cluster: string): AsyncGenerator<ClusterFile> {
  yield* filesUnder(cluster, "")
  yield { name: control, isDirectory: false }
}

async function* filesUnder(cluster: string, directory: string): AsyncGenerator<ClusterFile> {
  for (const entry of await readdir(join(cluster, directory), { withFileTypes: true })) {
    const name = directory === "" ? entry.name : `${directory}/${entry.name}`
    const isDirectory = entry.isDirectory()
    if (skipped.test(name) || name === control) continue
    if (emptied.has(directory) && !isDirectory) continue
    if (emptied.has(directory) && !emptied.has(name)) continue
    yield { name, isDirectory }
    if (isDirectory) yield* filesUnder(cluster, name)
  }
}
