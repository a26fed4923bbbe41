import { liveEventCounts, recordsOfLoad, undoLoad, type Batch } from "#collect"
import {
  evidence,
  readLiveOfBatch,
  readRecords,
  removeVersionsOf,
  tell,
  type IdPage,
  type KeepRules,
  type KeptRecord,
} from "#keep"
import type { RecordId } from "#kernel"
import { resolve, writeResolved } from "#resolve"
import type { Tx } from "#store"
import type { FlowPorts, Run } from "./flow-ports.ts"
import { askAgain, keepPiece } from "./keep-piece.ts"
import { readRules } from "./keep-rules.ts"
import { refileShared } from "./order-refiling.ts"
import type { Progress } from "./progress.ts"
import { Withdrawal } from "./withdraw.ts"

export interface TakingBack {
  readonly batch: Batch
  readonly run: Run
  readonly progress: Progress
  /** Written into the history of customers: `undo` or `cancel`. */
  readonly what: string
}

const usualPieceSize = 2_000

/**
 * Takes back everything a batch said, piece by piece: some of its records, by id, with whoever has to
 * do with them. Each piece leaves a state that is right in itself, and what is left to do can be seen
 * from the tables: cut off anywhere, it goes on by starting.
 */
export async function takeBack(ports: FlowPorts, taking: TakingBack): Promise<void> {
  const { batch, run, progress } = taking
  const rules = await ports.store.read(readRules)
  await forget(ports, { ...taking, rules })
  if (batch.content === "orders") await refileShared(ports, { batch, run })
  const limit = run.pieceSize ?? usualPieceSize
  let done = 0
  for (let after: RecordId | undefined; ;) {
    const page = { after, limit }
    const taken = await ports.store.transaction((tx) =>
      takePiece(ports, { ...taking, tx, rules, page }),
    )
    done += taken.length
    await progress.at("undoing", done)
    after = taken.at(-1)
    if (taken.length < limit) return
  }
}

const versionsAtOnce = 20_000

interface Forgetting extends TakingBack {
  readonly rules: KeepRules
}

/** What others superseded can never count again; facts of the load no longer count from here on. */
async function forget(ports: FlowPorts, { batch, run, what, rules }: Forgetting): Promise<void> {
  const { store, clock, journal } = ports
  const by = run.principal.id
  for (let removed = versionsAtOnce; removed === versionsAtOnce;) {
    removed = await store.transaction(async (tx) => {
      const now = clock.now()
      const cause = { what, batch: batch.id, by, now }
      const removal = { withdrawn: now, limit: versionsAtOnce }
      const records = await removeVersionsOf(tx, batch.id, removal)
      const spoken = [...new Set(records)]
      await tell({ tx, journal, cause }, "record/changed", spoken)
      await askAgain({ tx, rules, journal, cause }, spoken)
      return records.length
    })
  }
  await store.transaction(async (tx) => {
    if (!(await undoLoad(tx, batch.id, clock.now()))) return
    await journal.append(tx, [{ kind: "load/undone", ids: [], batch: batch.id, by }])
  })
}

interface PieceTaking extends TakingBack {
  readonly tx: Tx
  readonly rules: KeepRules
  readonly page: IdPage
}

/** Answers the records that were looked at, by id. */
async function takePiece(
  { clock, journal }: FlowPorts,
  { tx, batch, rules, run, page, what }: PieceTaking,
): Promise<readonly RecordId[]> {
  const { seen, records } = await recordsOf(tx, batch, page)
  if (records.length === 0) return seen
  const withdrawal = new Withdrawal(tx, batch.id)
  const changes = await withdrawal.take(records)
  const changesOf = withdrawal.takeNear.bind(withdrawal)
  const pieces = await resolve({ tx, evidence, changesOf }, changes, Number.MAX_SAFE_INTEGER)
  const cause = { what, batch: batch.id, by: run.principal.id, now: clock.now() }
  for (const piece of pieces) {
    await writeResolved(tx, piece)
    await keepPiece({ tx, rules, journal, cause }, { ...piece, evidence: withdrawal.evidence() })
  }
  return seen
}

/** What a batch still says of records, or which of its records nothing speaks of any more. */
async function recordsOf(tx: Tx, { id, content }: Batch, page: IdPage) {
  if (content === "orders") {
    const seen = await recordsOfLoad(tx, id, page)
    return { seen, records: await unnamed(tx, seen) }
  }
  const records = await readLiveOfBatch(tx, id, page)
  return { seen: records.map((record) => record.id), records }
}

/** Records that were only ever made by facts, and that no live fact names any more. */
async function unnamed(tx: Tx, ids: readonly RecordId[]): Promise<readonly KeptRecord[]> {
  if (ids.length === 0) return []
  const records = await readRecords(tx, ids)
  const named = await liveEventCounts(tx, ids)
  return records.filter(
    ({ id, bare, customer }) => bare && customer !== undefined && !named.has(id),
  )
}
