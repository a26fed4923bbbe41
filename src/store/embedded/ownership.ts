import { chmodSync, chownSync, lchownSync, readdirSync, statSync } from "node:fs"
import { join } from "node:path"
import type { Home } from "./home.ts"

/**
 * Puts right what copying a data directory by ordinary means spoils: PostgreSQL refuses a cluster that
 * others may read, and one that root copied belongs to root.
 */
export function reclaim({ cluster, account }: Home): void {
  const { uid, mode } = statSync(cluster)
  if (account !== undefined && uid === 0) {
    for (const name of readdirSync(cluster, { recursive: true, encoding: "utf8" })) {
      lchownSync(join(cluster, name), account.uid, account.gid)
    }
    chownSync(cluster, account.uid, account.gid)
  }
  if ((mode & 0o077) !== 0) chmodSync(cluster, 0o700)
}
