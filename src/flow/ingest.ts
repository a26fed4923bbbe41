import {
  clearRejections,
  readBatch,
  rejectRows,
  rememberMapping,
  updateBatch,
  type Batch,
  type BatchTally,
} from "#collect"
import { countTouched, markPiece, reserveBirths, type KeepRules, type Kept } from "#keep"
import { Failure, type BatchId } from "#kernel"
import { writeResolved } from "#resolve"
import type { Tx } from "#store"
import type { Refusal } from "./arrival.ts"
import { beginsFrom } from "./batch-turn.ts"
import { cancelBatch } from "./cancel.ts"
import { cleansePortions, makingSources } from "./cleanse-batch.ts"
import { inTurn } from "./in-turn.ts"
import { oneAhead } from "./one-ahead.ts"
import { keepLock, type FlowPorts, type Run } from "./flow-ports.ts"
import { keepPiece } from "./keep-piece.ts"
import { readRules } from "./keep-rules.ts"
import { importOrders } from "./orders.ts"
import { planPieces, readWritten, type Piece } from "./plan-pieces.ts"
import { progressOf, stopIfAborted, Stopped, stoppedIn, type Progress } from "./progress.ts"
import { failureOf } from "./failure-of.ts"
import { catchUpSearch, searchLaterFrom } from "./search-later.ts"
import { evidenceOf } from "./reconcile.ts"
import { addPiece, emptyTally, refusedTally } from "./tally.ts"

/**
 * Makes customers of the rows of a batch, or files its orders with them. What was cut off, paused or
 * failed goes on where it stood, and ends as if nothing had happened. A batch that was paused or
 * cancelled meanwhile is answered as it stands.
 * @throws Failure "collect/unknown-batch" | "flow/batch-state" | "flow/no-plan" | "flow/unknown-column"
 */
export async function ingest(ports: FlowPorts, id: BatchId, run: Run): Promise<Batch> {
  try {
    await want(ports, id)
    await ports.store.exclusively(keepLock, async () => {
      const batch = await begin(ports, id, run)
      const progress = progressOf(ports, batch, { ...run, wantedIn: ["importing"] })
      const bring = batch.content === "orders" ? importOrders : importSubjects
      const tally = await bring(ports, { batch, run, progress })
      await finish(ports, batch, { run, tally })
    })
  } catch (error) {
    await settle(ports, id, { run, error })
  }
  return ports.store.read((tx) => readBatch(tx, id))
}

/** A batch at work. */
interface Importing {
  readonly batch: Batch
  readonly run: Run
  readonly progress: Progress
}

/**
 * The way of people and organisations, portion by portion: cleanse, decide who is whose, keep. Whose
 * a record is does not depend on who came first, so portions end where the whole would.
 */
async function importSubjects(ports: FlowPorts, importing: Importing): Promise<BatchTally> {
  const { batch, run, progress } = importing
  const { portionSize } = run
  const cleansing = { progress, nameSources: makingSources(ports, batch, run), portionSize }
  let written = await ports.store.read((tx) => readWritten(tx, batch.id))
  let tally = await forgetRefusals(ports, batch)
  let portions = 0
  for await (const { arrivals, refusals } of oneAhead(cleansePortions(ports, batch, cleansing))) {
    tally = await refuse(ports, batch, { tally, refusals })
    await progress.at("resolving", tally.read)
    const plan = await planPieces(ports, batch, { arrivals, written, run })
    tally = await carryOut(ports, { ...importing, plan, before: tally })
    written = { ...written, next: written.next + plan.length }
    portions += 1
  }
  if (isSearchedLater(importing)) {
    await catchUpSearch(ports, { made: (done) => progress.at("searching", done) })
  }
  return portions > 1 ? { ...tally, ...(await touchedBy(ports, batch)) } : tally
}

function isSearchedLater({ batch, run }: Pick<Importing, "batch" | "run">): boolean {
  return batch.rows > (run.searchLaterFrom ?? searchLaterFrom)
}

/** Several portions may have touched one customer: each is counted once. */
function touchedBy({ store, clock }: FlowPorts, { id, started }: Batch) {
  return store.read((tx) => countTouched(tx, id, started ?? clock.now()))
}

/** Said before the wait for others, so that whoever changes their mind meanwhile can say so too. */
async function want({ store }: FlowPorts, id: BatchId): Promise<void> {
  await store.transaction(async (tx) => {
    const { state } = await readBatch(tx, id)
    const change = { state: "importing" as const, when: { in: beginsFrom("run") } }
    if (!(await updateBatch(tx, id, change))) {
      throw new Failure("flow/batch-state", { batch: id, state })
    }
  })
}

async function begin({ store, audit, clock }: FlowPorts, id: BatchId, { principal }: Run) {
  return store.transaction(async (tx) => {
    const batch = await readBatch(tx, id)
    const birthFrom = batch.birthFrom ?? (await birthsFor(tx, batch))
    const started = batch.started ?? clock.now()
    const isStarted = await updateBatch(tx, id, {
      birthFrom,
      started,
      ...(batch.started === null ? { tally: emptyTally } : {}),
      failure: null,
      finished: null,
      when: { in: ["importing"] },
    })
    if (!isStarted) throw stoppedIn(batch)
    if (batch.plan !== null) await rememberMapping(tx, batch.source.id, batch.plan)
    await audit.write(tx, { principal, action: "batch/import", object: `batch ${id}` })
    return readBatch(tx, id)
  })
}

/** A row of people is a birth, used or not; orders bear records only where there are none. */
async function birthsFor(tx: Tx, { content, rows }: Batch): Promise<number | null> {
  return content === "orders" ? null : reserveBirths(tx, rows)
}

/** Refusals are told anew with the rows; what was taken before a cut stays counted. */
async function forgetRefusals({ store }: FlowPorts, { id, tally }: Batch): Promise<BatchTally> {
  await store.transaction((tx) => clearRejections(tx, id))
  return refusedTally(tally, 0)
}

interface Refusing {
  readonly tally: BatchTally
  readonly refusals: readonly Refusal[]
}

/** Keeps why rows of a portion were refused. */
async function refuse(
  { store }: FlowPorts,
  { id }: Batch,
  { tally, refusals }: Refusing,
): Promise<BatchTally> {
  await store.transaction((tx) => rejectRows(tx, id, refusals))
  return refusedTally(tally, tally.rejected + refusals.length)
}

interface Work extends Importing {
  readonly plan: readonly Piece[]
  readonly before: BatchTally
}

/**
 * Piece by piece, each in one transaction with its mark, so that each happens exactly once. While
 * PostgreSQL takes in one, the next is worked out; they are committed in their order.
 */
async function carryOut(ports: FlowPorts, work: Work): Promise<BatchTally> {
  const { run, progress, plan } = work
  const rules = await ports.store.read(readRules)
  return inTurn(plan, {
    first: work.before,
    take: (piece, before) => writePiece(ports, { ...work, piece, rules, tallied: before }),
    done: async ({ read }) => {
      stopIfAborted(run.signal)
      await progress.at("keeping", read)
    },
  })
}

interface PieceWork extends Work {
  readonly piece: Piece
  readonly rules: KeepRules
  /** What was counted when the piece before was kept. */
  readonly tallied: Promise<BatchTally>
}

async function writePiece(ports: FlowPorts, work: PieceWork): Promise<BatchTally> {
  const { batch, run, piece, rules } = work
  const { journal, store, clock } = ports
  const by = run.principal.id
  return store.transaction(async (tx) => {
    const cause = { what: "import", batch: batch.id, by, now: clock.now() }
    await writeResolved(tx, piece.resolved)
    const kept: Kept = await keepPiece(
      { tx, rules, journal, cause, searchLater: isSearchedLater(work) },
      { ...piece.resolved, evidence: evidenceOf(piece.reconciled) },
    )
    const tally = addPiece(await work.tallied, piece, kept)
    await markPiece(tx, { batch: batch.id, chunk: piece.chunk, customers: kept.customers })
    await updateBatch(tx, batch.id, { tally })
    return tally
  })
}

interface Ending {
  readonly run: Run
  readonly tally: BatchTally
}

async function finish(ports: FlowPorts, batch: Batch, { run, tally }: Ending): Promise<void> {
  const finished = ports.clock.now()
  const progress = {
    stage: "resting" as const,
    done: batch.rows,
    total: batch.rows,
    secondsLeft: 0,
  }
  await ports.store.transaction(async (tx) => {
    const isDone = await updateBatch(tx, batch.id, {
      state: "done",
      finished,
      tally,
      progress,
      when: { in: ["importing"] },
    })
    if (!isDone) throw new Stopped("pause")
    await ports.audit.write(tx, {
      principal: run.principal,
      action: "batch/imported",
      object: `batch ${batch.id}`,
      facts: { ...tally },
    })
  })
}

interface Broken {
  readonly run: Run
  readonly error: unknown
}

/**
 * Pause and cancel are ends like others; everything else is kept with the batch and thrown on. Who was
 * told to pause says so here; who found the batch paused must not, for by now it may be wanted again.
 */
async function settle(ports: FlowPorts, id: BatchId, { run, error }: Broken): Promise<void> {
  const { store } = ports
  if (error instanceof Stopped && error.how === "cancel") {
    await cancelBatch(ports, id, run)
    return
  }
  if (error instanceof Stopped && error.how === "pause") {
    if (run.signal?.aborted !== true) return
    await store.transaction((tx) =>
      updateBatch(tx, id, { state: "paused", when: { in: ["importing"] } }),
    )
    return
  }
  if (!(error instanceof Stopped)) await keepFailure(ports, id, error)
  throw error
}

async function keepFailure({ store }: FlowPorts, id: BatchId, error: unknown): Promise<void> {
  const failure = failureOf(id, error)
  if (failure.code === "flow/batch-state" || failure.code === "collect/unknown-batch") return
  await store.transaction((tx) =>
    updateBatch(tx, id, { state: "failed", failure, when: { in: ["importing"] } }),
  )
}
