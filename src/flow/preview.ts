import {
  clearRejections,
  readBatch,
  rejectRows,
  updateBatch,
  writeForesight,
  type Batch,
  type BatchTally,
  type FoundForesight,
} from "#collect"
import { foresee } from "#keep"
import { Failure, type BatchId, type RecordId } from "#kernel"
import type { Refusal } from "./arrival.ts"
import { beginsFrom } from "./batch-turn.ts"
import { cleansePortions, supposingSources, type CleansedBatch } from "./cleanse-batch.ts"
import { failureOf } from "./failure-of.ts"
import { foresightBook, type ForesightBook } from "./foresight-book.ts"
import type { FlowPorts, Run } from "./flow-ports.ts"
import { readRules } from "./keep-rules.ts"
import { decide } from "./plan-pieces.ts"
import { previewOrders } from "./orders.ts"
import { progressOf, Stopped, type Progress } from "./progress.ts"
import { addPiece, emptyTally, refusedTally } from "./tally.ts"

/**
 * Works out on the whole file what an import would do: the tally and the rows that would be refused.
 * Changes no record, customer or source.
 * @throws Failure "collect/unknown-batch" | "flow/batch-state" | "flow/no-plan" | "flow/unknown-column"
 */
export async function preview(ports: FlowPorts, id: BatchId, run: Run): Promise<Batch> {
  const batch = await begin(ports, id)
  try {
    const progress = progressOf(ports, batch, { ...run, wantedIn: ["previewing"] })
    const look = batch.content === "orders" ? previewOrderRows : previewSubjects
    const book = foresightBook()
    return await finish(ports, batch, await look(ports, { batch, run, progress, book }))
  } catch (error) {
    if (error instanceof Stopped && error.how === "shutdown") throw error
    if (!(error instanceof Stopped)) await keepFailure(ports, id, error)
    return ports.store.read((tx) => readBatch(tx, id))
  }
}

interface Previewing {
  readonly batch: Batch
  readonly run: Run
  readonly progress: Progress
  readonly book: ForesightBook
}

// What lies in memory at once. Nothing is written between portions, so of a larger file those customers
// are told apart whose rows stand in different portions: the tally of rows is exact, that of customers
// then a little high, and said to be about.
const portionSize = 100_000

async function previewSubjects(
  ports: FlowPorts,
  { batch, run, progress, book }: Previewing,
): Promise<Foreseen> {
  const cleansing = { progress, nameSources: supposingSources(ports), portionSize, ...run }
  const seen = new Set<RecordId>()
  const refusals: Refusal[] = []
  let tally = emptyTally
  for await (const portion of cleansePortions(ports, batch, cleansing)) {
    await progress.at("resolving", tally.read)
    tally = await foreseen(ports, batch, { portion, tally, seen, book })
    for (const refusal of portion.refusals) refusals.push(refusal)
  }
  return { refusals, tally, ...book.close() }
}

async function previewOrderRows(ports: FlowPorts, previewing: Previewing): Promise<Foreseen> {
  const { refusals, tally } = await previewOrders(ports, previewing)
  previewing.book.take([], refusals)
  return { refusals, tally, ...previewing.book.close() }
}

/** The batch is as it came, and says what was wrong with it. */
async function keepFailure({ store }: FlowPorts, id: BatchId, error: unknown): Promise<void> {
  const failure = failureOf(id, error)
  await store.transaction((tx) =>
    updateBatch(tx, id, { state: "received", failure, when: { in: ["previewing"] } }),
  )
  throw error
}

async function begin({ store }: FlowPorts, id: BatchId): Promise<Batch> {
  return store.transaction(async (tx) => {
    const isBegun = await updateBatch(tx, id, {
      state: "previewing",
      when: { in: beginsFrom("preview") },
    })
    const batch = await readBatch(tx, id)
    if (!isBegun) throw new Failure("flow/batch-state", { batch: id, state: batch.state })
    return batch
  })
}

/** Births are not reserved yet; those that are supposed come after all that are given. */
const supposedBirth = 2 ** 52

interface Foreseeing {
  readonly portion: CleansedBatch
  readonly tally: BatchTally
  /** Records that earlier portions would make. */
  readonly seen: Set<RecordId>
  readonly book: ForesightBook
}

async function foreseen(
  ports: FlowPorts,
  batch: Batch,
  { portion, tally: before, seen, book }: Foreseeing,
) {
  const { arrivals, refusals } = portion
  const supposed = { ...batch, birthFrom: supposedBirth }
  const pieces = await decide(ports, supposed, { waiting: arrivals })
  book.take(pieces, refusals)
  const again = madeAgain(pieces, seen)
  return ports.store.read(async (tx) => {
    const rules = await readRules(tx)
    let tally = refusedTally(before, before.rejected + refusals.length)
    for (const piece of pieces) {
      tally = addPiece(tally, piece, await foresee({ tx, rules }, piece.resolved))
    }
    return { ...tally, new: tally.new - again, changed: tally.changed + again }
  })
}

/** How many records an earlier portion would have made: they are not new a second time. */
function madeAgain(pieces: Awaited<ReturnType<typeof decide>>, seen: Set<RecordId>): number {
  let again = 0
  for (const { change, taken } of pieces.flatMap(({ reconciled }) => reconciled)) {
    if (!taken.includes("new")) continue
    if (seen.has(change.id)) again += 1
    seen.add(change.id)
  }
  return again
}

interface Foreseen extends Omit<FoundForesight, "made"> {
  readonly refusals: readonly Refusal[]
  readonly tally: BatchTally
}

async function finish(ports: FlowPorts, { id, rows }: Batch, found: Foreseen) {
  const { store, clock } = ports
  const { refusals, tally, summary, lines } = found
  const progress = { stage: "resting" as const, done: rows, total: rows, secondsLeft: 0 }
  return store.transaction(async (tx) => {
    await clearRejections(tx, id)
    await rejectRows(tx, id, refusals)
    const isWanted = await updateBatch(tx, id, {
      state: "previewed",
      failure: null,
      tally,
      progress,
      when: { in: ["previewing"] },
    })
    if (isWanted) await writeForesight(tx, id, { made: clock.now(), summary, lines })
    return readBatch(tx, id)
  })
}
