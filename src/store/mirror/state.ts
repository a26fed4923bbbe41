import { readdir, stat } from "node:fs/promises"
import { join } from "node:path"
import { sql } from "kysely"
import type { Store, Tx } from "../tx.ts"
import type { MirrorCondition } from "./condition.ts"
import { currentGeneration } from "./generation.ts"

/** How far the mirror is, and how large. */
export interface MirrorState {
  readonly condition: MirrorCondition["is"]
  /** Last entry of the journal that it holds; nothing if no program of ours has opened it yet. */
  readonly position: number | null
  /** Last entry of the journal. */
  readonly journal: number
  /** For how long something has waited that it does not hold. */
  readonly behindSeconds: number
  readonly bytes: number
  /** Months that lie in files of their own. */
  readonly closedMonths: number
}

export interface Standing {
  readonly store: Store
  readonly directory: string
  readonly condition: MirrorCondition
  readonly position: number | undefined
  readonly closedMonths: number
}

export async function stateOf(standing: Standing): Promise<MirrorState> {
  const { store, directory, condition, position, closedMonths } = standing
  const { journal, behindSeconds } = await store.read((tx) => readHead(tx, position))
  const files = await fileSizes(directory)
  return {
    condition: condition.is,
    position: position ?? null,
    journal,
    behindSeconds: position === undefined ? 0 : behindSeconds,
    bytes: files.reduce((sum, bytes) => sum + bytes, 0),
    closedMonths,
  }
}

interface Head {
  readonly journal: number
  readonly behindSeconds: number
}

async function readHead(tx: Tx, position = 0): Promise<Head> {
  const { rows } = await sql<Head>`
    select (select coalesce(max(pos), 0) from journal) as journal,
      round(coalesce(extract(epoch from now() - least(
        (select at from journal where pos = ${position + 1}), (select min(at) from outbox))), 0), 1)
        ::float8 as "behindSeconds"`.execute(tx.tables())
  return rows[0] ?? { journal: 0, behindSeconds: 0 }
}

async function fileSizes(directory: string): Promise<readonly number[]> {
  const generation = await currentGeneration(directory)
  if (generation === undefined) return []
  const names = await readdir(generation.folder).catch(() => [])
  return Promise.all(
    names.map(async (name) => {
      const found = await stat(join(generation.folder, name)).catch(() => undefined)
      return found?.size ?? 0
    }),
  )
}
