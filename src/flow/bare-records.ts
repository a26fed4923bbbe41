import { evidence, liveOf, readRecords, reserveBirths, type KeptRecord } from "#keep"
import type { BatchId, PrincipalId, RecordId, SourceId } from "#kernel"
import { resolve, writeResolved, type Change } from "#resolve"
import type { Tx } from "#store"
import type { FlowPorts } from "./flow-ports.ts"
import { keepPiece } from "./keep-piece.ts"
import { readRules } from "./keep-rules.ts"
import { recordIdOf } from "./record-id.ts"
import { bareEvidence } from "./withdraw.ts"

/** Records that facts speak of, by the keys their source has for them. */
export interface NamedByFacts {
  readonly source: { readonly id: SourceId; readonly no: number }
  readonly batch: BatchId
  readonly by: PrincipalId
  /** When the delivery came; bare records are as old as it. */
  readonly received: Date
  readonly keys: readonly { readonly key: string; readonly row: number }[]
}

/**
 * Makes sure that facts have records to hang on: one that nobody has seen yet, or that lost its
 * evidence, stands bare, with a customer and a number, born in the order of rows. To be called while
 * holding the keep lock, in the transaction that files the facts. A fixed number of statements.
 * @returns the record of every key, as it was given
 */
export async function keepBareRecords(
  ports: Pick<FlowPorts, "sealer" | "journal" | "clock">,
  tx: Tx,
  named: NamedByFacts,
): Promise<ReadonlyMap<string, RecordId>> {
  const { sealer, journal, clock } = ports
  const ids = new Map(named.keys.map(({ key }) => [key, recordIdOf(sealer, named.source.id, key)]))
  const known = new Map(
    (await readRecords(tx, [...new Set(ids.values())])).map((one) => [one.id, one]),
  )
  const missing = missingIn(named, ids, known)
  if (missing.size === 0) return ids
  const bare = await bareRecords(tx, named, { missing, known })
  const changes = bare.map((record): Change => {
    return { id: record.id, before: undefined, after: liveOf(record), fresh: !known.has(record.id) }
  })
  const rules = await readRules(tx)
  const cause = { what: "orders", batch: named.batch, by: named.by, now: clock.now() }
  const evidenceWrites = {
    born: bare.filter(({ id }) => !known.has(id)),
    replaced: bare.filter(({ id }) => known.has(id)),
    superseded: [],
    promoted: [],
  }
  for (const piece of await resolve({ tx, evidence }, changes, Number.MAX_SAFE_INTEGER)) {
    await writeResolved(tx, piece)
    await keepPiece({ tx, rules, journal, cause }, { ...piece, evidence: evidenceWrites })
  }
  return ids
}

interface FirstNamed {
  readonly key: string
  readonly row: number
}

/** Records without life, each with the first row that names it. */
function missingIn(
  { keys }: NamedByFacts,
  ids: ReadonlyMap<string, RecordId>,
  known: ReadonlyMap<RecordId, KeptRecord>,
): ReadonlyMap<RecordId, FirstNamed> {
  const missing = new Map<RecordId, FirstNamed>()
  for (const named of keys.toSorted((one, two) => one.row - two.row)) {
    const id = ids.get(named.key)
    if (id === undefined || known.get(id)?.customer !== undefined || missing.has(id)) continue
    missing.set(id, named)
  }
  return missing
}

interface Making {
  readonly missing: ReadonlyMap<RecordId, FirstNamed>
  readonly known: ReadonlyMap<RecordId, KeptRecord>
}

async function bareRecords(
  tx: Tx,
  { source, batch, received }: NamedByFacts,
  { missing, known }: Making,
): Promise<readonly KeptRecord[]> {
  let birth = await reserveBirths(tx, missing.size)
  return Array.from(missing, ([id, { key, row }]): KeptRecord => {
    const kept = known.get(id)
    const seen = { observed: received.getTime(), received: received.getTime() }
    return {
      id,
      customer: undefined,
      subject: kept?.subject ?? "person",
      birth: kept?.birth ?? birth++,
      source: source.no,
      sourceKey: kept?.sourceKey ?? key.trim().toWellFormed(),
      batch,
      row,
      ...seen,
      ...bareEvidence,
    }
  })
}
