import type { Batch } from "#collect"
import {
  isLater,
  liveOf,
  type EvidenceWrites,
  type Evident,
  type KeptRecord,
  type Version,
} from "#keep"
import type { RecordId, Subject } from "#kernel"
import type { Change } from "#resolve"
import type { Arrival } from "./arrival.ts"

/** How a row was taken: as a record nobody knew, as news of one, or as what was known already. */
export type Taken = "new" | "changed" | "same"

/** What the rows of a delivery do to one record. */
export interface Reconciled {
  readonly change: Change
  readonly born?: KeptRecord
  readonly replaced?: KeptRecord
  readonly superseded: readonly Version[]
  readonly rows: readonly number[]
  readonly taken: readonly Taken[]
}

/** What all rows of a delivery have in common. */
export interface Delivered {
  readonly batch: number
  readonly subject: Subject
  /** The birth of row 1; each row has its number, used or not. */
  readonly birthFrom: number
  /** Milliseconds since 1970. */
  readonly received: number
}

/** What the rows of a batch have in common; births are reserved by then. */
export function deliveredOf(batch: Batch): Delivered {
  return {
    batch: batch.id,
    subject: batch.content === "organisations" ? "organisation" : "person",
    birthFrom: batch.birthFrom ?? 0,
    received: batch.created.getTime(),
  }
}

/**
 * Brings the rows of one record, in the order of the file, together with what is known of it. The
 * row of the latest batch counts, the others are kept as versions: a delivery that is imported late
 * does not overwrite a newer one.
 */
export function reconcile(
  arrivals: readonly [Arrival, ...Arrival[]],
  known: KeptRecord | undefined,
  delivered: Delivered,
): Reconciled {
  const current = known?.customer === undefined || known.bare ? undefined : known
  const rows = arrivals.map((arrival) => evidentOf(arrival, { delivered, current }))
  const all: readonly Evident[] = current === undefined ? rows : [current, ...rows]
  const winner = all.reduce((latest, one) => (isLater(one, latest) ? one : latest))
  const [first] = arrivals
  const record = recordOf(first, { known, delivered, winner })
  return {
    change: {
      id: first.id,
      before: known?.customer === undefined ? undefined : liveOf(known),
      after: liveOf(record),
      fresh: known === undefined,
    },
    ...written(record, { known, isWritten: winner !== current }),
    superseded: all.filter((one) => one !== winner).map((one) => versionOf(first.id, one)),
    rows: arrivals.map(({ row }) => row),
    taken: takenAs(rows, current, known !== undefined && known.customer !== undefined),
  }
}

interface Telling {
  readonly delivered: Delivered
  readonly current: Evident | undefined
}

/** Where a row says what is known, the known values are kept: sealing them again would look like news. */
function evidentOf(arrival: Arrival, { delivered, current }: Telling): Evident {
  const { row, contentHash } = arrival
  const isSame = current?.contentHash.equals(contentHash) === true
  const { batch, received } = delivered
  const clean = isSame ? current.clean : arrival.clean
  return { batch, row, contentHash, clean, observed: received, received }
}

function versionOf(record: RecordId, one: Evident): Version {
  const { batch, row, contentHash, observed, received, clean } = one
  return { record, batch, row, contentHash, observed, received, clean }
}

interface Making {
  readonly known: KeptRecord | undefined
  readonly delivered: Delivered
  readonly winner: Evident
}

function recordOf(first: Arrival, { known, delivered, winner }: Making): KeptRecord {
  const { batch, row, contentHash, observed, received, clean } = winner
  return {
    id: first.id,
    customer: known?.customer,
    subject: batch === delivered.batch ? delivered.subject : (known?.subject ?? delivered.subject),
    birth: known?.birth ?? delivered.birthFrom + first.row - 1,
    source: first.source,
    sourceKey: known?.sourceKey ?? first.sourceKey,
    bare: false,
    batch,
    row,
    contentHash,
    observed,
    received,
    clean,
  }
}

interface Writing {
  readonly known: KeptRecord | undefined
  readonly isWritten: boolean
}

function written(record: KeptRecord, { known, isWritten }: Writing) {
  if (known === undefined) return { born: record }
  return isWritten ? { replaced: record } : {}
}

/** Each row is held against the one before it, the first against what was known. */
function takenAs(
  rows: readonly Evident[],
  current: Evident | undefined,
  isLive: boolean,
): readonly Taken[] {
  return rows.map((row, at) => {
    const before = at === 0 ? current : rows[at - 1]
    if (before === undefined) return isLive ? "changed" : "new"
    return before.contentHash.equals(row.contentHash) ? "same" : "changed"
  })
}

/** What is to be written of several records. */
export function evidenceOf(reconciled: readonly Reconciled[]): EvidenceWrites {
  return {
    born: reconciled.flatMap(({ born }) => born ?? []),
    replaced: reconciled.flatMap(({ replaced }) => replaced ?? []),
    superseded: reconciled.flatMap(({ superseded }) => superseded),
    promoted: [],
  }
}
