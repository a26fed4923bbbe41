import { hash } from "node:crypto"
import { liveEventCounts } from "#collect"
import {
  liveOf,
  readLatestVersions,
  readRecords,
  type EvidenceWrites,
  type KeptRecord,
  type Version,
} from "#keep"
import type { LiveRecord, RecordId } from "#kernel"
import { unchanged, type Change } from "#resolve"
import type { Tx } from "#store"

/** What is left of a record when what it says now no longer counts. */
interface Withdrawn {
  readonly change: Change
  readonly replaced?: KeptRecord
  readonly promoted?: Version
}

/** A record of which nobody has said anything: a fact names it. */
export const bareEvidence = {
  clean: {},
  contentHash: hash("sha256", "[]", "buffer").subarray(0, 16),
  bare: true,
} as const

/**
 * Takes current evidence away, record by record as they are met, and remembers what is to be written.
 * An earlier version counts again; else the record stays bare while a live fact names it; else nothing
 * stands behind it.
 */
export class Withdrawal {
  private readonly tx: Tx
  private readonly batch: number
  private readonly withdrawn = new Map<RecordId, Withdrawn>()

  constructor(tx: Tx, batch: number) {
    this.tx = tx
    this.batch = batch
  }

  async take(records: readonly KeptRecord[]): Promise<readonly Change[]> {
    const ids = records.map(({ id }) => id)
    const versions = await readLatestVersions(this.tx, ids)
    const versionOf = new Map(versions.map((version) => [version.record, version]))
    const named = ids.length === 0 ? new Map() : await liveEventCounts(this.tx, ids)
    return records.map((record) => {
      const withdrawn = withdraw(record, versionOf.get(record.id), named.has(record.id))
      this.withdrawn.set(record.id, withdrawn)
      return withdrawn.change
    })
  }

  /** Of records that are near: those whose evidence is of the same batch lose it in the same step. */
  async takeNear(records: readonly LiveRecord[]): Promise<readonly Change[]> {
    const theirs = records.filter(({ batch }) => batch === this.batch).map(({ id }) => id)
    const kept = await readRecords(this.tx, theirs)
    const withdrawn = await this.take(kept.filter(({ bare }) => !bare))
    const known = new Set(withdrawn.map(({ id }) => id))
    return [...withdrawn, ...records.filter(({ id }) => !known.has(id)).map(unchanged)]
  }

  evidence(): EvidenceWrites {
    const all = [...this.withdrawn.values()]
    return {
      born: [],
      replaced: all.flatMap(({ replaced }) => replaced ?? []),
      superseded: [],
      promoted: all.flatMap(({ promoted }) => promoted ?? []),
    }
  }
}

function withdraw(record: KeptRecord, version: Version | undefined, isNamed: boolean): Withdrawn {
  const { id } = record
  const before = liveOf(record)
  if (version !== undefined) {
    const { record: _, ...evident } = version
    const replaced = { ...record, ...evident, bare: false }
    return { change: { id, before, after: liveOf(replaced) }, replaced, promoted: version }
  }
  if (!isNamed) return { change: { id, before, after: undefined } }
  const replaced = { ...record, ...bareEvidence }
  return { change: { id, before, after: liveOf(replaced) }, replaced }
}
