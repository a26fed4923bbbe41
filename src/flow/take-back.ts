import { liveEventCounts, recordsOfLoad, undoLoad, type Batch } from "#collect"
import {
  evidence,
  readLiveOfBatch,
  readRecords,
  removeVersionsOf,
  tell,
  type KeepRules,
  type KeptRecord,
} from "#keep"
import type { RecordId } from "#kernel"
import { resolve, writeResolved } from "#resolve"
import type { Tx } from "#store"
import type { FlowPorts, Run } from "./flow-ports.ts"
import { keepPiece } from "./keep-piece.ts"
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
 * Takes back everything a batch said, piece by piece. Each piece leaves a state that is right in
 * itself, and what is left to do can be seen from the tables: cut off anywhere, it goes on by starting.
 */
export async function takeBack(ports: FlowPorts, taking: TakingBack): Promise<void> {
  const { batch, run, progress } = taking
  const rules = await ports.store.read(readRules)
  await forget(ports, taking)
  if (batch.content === "orders") await refileShared(ports, { batch, run })
  const size = run.pieceSize ?? usualPieceSize
  const facts = batch.content === "orders" ? await loadRecords(ports, batch) : undefined
  for (let done = 0; ;) {
    const next = facts?.slice(done, done + size)
    const taken = await ports.store.transaction((tx) =>
      takePiece(ports, { ...taking, tx, rules, next, size }),
    )
    done += next?.length ?? taken
    await progress.at("undoing", done)
    if (next === undefined ? taken === 0 : next.length === 0) return
  }
}

/** What others superseded can never count again; facts of the load no longer count from here on. */
async function forget({ store, clock, journal }: FlowPorts, { batch, run, what }: TakingBack) {
  await store.transaction(async (tx) => {
    const now = clock.now()
    const cause = { what, batch: batch.id, by: run.principal.id, now }
    const removed = await removeVersionsOf(tx, batch.id, now)
    await tell({ tx, journal, cause }, "record/changed", removed)
    if (!(await undoLoad(tx, batch.id, now))) return
    await journal.append(tx, [
      { kind: "load/undone", ids: [], batch: batch.id, by: run.principal.id },
    ])
  })
}

async function loadRecords({ store }: FlowPorts, { id }: Batch): Promise<readonly RecordId[]> {
  return store.read((tx) => recordsOfLoad(tx, id))
}

interface PieceTaking extends TakingBack {
  readonly tx: Tx
  readonly rules: KeepRules
  readonly next: readonly RecordId[] | undefined
  readonly size: number
}

async function takePiece({ clock, journal }: FlowPorts, taking: PieceTaking): Promise<number> {
  const { tx, batch, rules, run, next, size, what } = taking
  const records =
    next === undefined ? await readLiveOfBatch(tx, batch.id, size) : await unnamed(tx, next)
  if (records.length === 0) return 0
  const withdrawal = new Withdrawal(tx, batch.id)
  const changes = await withdrawal.take(records)
  const changesOf = withdrawal.takeNear.bind(withdrawal)
  const pieces = await resolve({ tx, evidence, changesOf }, changes, Number.MAX_SAFE_INTEGER)
  const cause = { what, batch: batch.id, by: run.principal.id, now: clock.now() }
  for (const piece of pieces) {
    await writeResolved(tx, piece)
    await keepPiece({ tx, rules, journal, cause }, { ...piece, evidence: withdrawal.evidence() })
  }
  return records.length
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
