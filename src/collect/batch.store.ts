import type { ColumnType, Generated, GeneratedAlways, Selectable, Updateable } from "kysely"
import { BatchId, Failure, SourceId, type PrincipalId } from "#kernel"
import type { Tx } from "#store"
import type {
  Batch,
  BatchContent,
  BatchFailure,
  BatchPlan,
  BatchProgress,
  BatchState,
  BatchTally,
} from "./batch.ts"
import type { Dialect } from "./reading/dialect.ts"

/** How the file was read, and what was decided for it: the column `plan`. */
interface StoredPlan {
  readonly dialect: Dialect
  readonly headers: readonly string[]
  readonly rows: number
  readonly plan: BatchPlan | null
}

type Json<Value> = ColumnType<Value, string, string>

interface BatchTable extends BatchTally {
  readonly id: GeneratedAlways<number>
  readonly source: string
  readonly content: BatchContent
  readonly file_name: string
  readonly sha256: Buffer
  readonly bytes: number
  readonly plan: Json<StoredPlan>
  readonly state: BatchState
  readonly progress: Json<BatchProgress>
  readonly birth_from: number | null
  readonly failure: ColumnType<BatchFailure | null, string | null, string | null>
  readonly principal: string
  readonly created: Date
  readonly started: Date | null
  readonly finished: Date | null
  readonly undone_at: Date | null
  readonly undone_by: string | null
  readonly mends: Generated<number | null>
}

interface BatchTables {
  readonly batch: BatchTable
  readonly source: {
    readonly id: string
    readonly no: number
    readonly name: string
    readonly kind: string
  }
  readonly foresight: { readonly batch: number; readonly made: Date }
}

export interface NewBatch {
  readonly source: SourceId
  readonly content: BatchContent
  readonly fileName: string
  readonly principal: PrincipalId
  readonly created: Date
}

const nothing: BatchTally = {
  read: 0,
  accepted: 0,
  new: 0,
  changed: 0,
  same: 0,
  rejected: 0,
  customers: 0,
  joined: 0,
}

/** A batch whose rows are about to be written, in the same transaction. */
export async function openBatch(tx: Tx, batch: NewBatch): Promise<BatchId> {
  const { fileName, ...named } = batch
  const { id } = await tx
    .tables<BatchTables>()
    .insertInto("batch")
    .values({
      ...named,
      ...nothing,
      file_name: fileName,
      state: "received",
      sha256: Buffer.alloc(0),
      bytes: 0,
      plan: "{}",
      progress: "{}",
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return BatchId.parse(id)
}

export interface Received extends Omit<StoredPlan, "plan"> {
  readonly sha256: Buffer
  readonly bytes: number
}

/** Says of a batch what is known once all of its rows are written. */
export async function closeBatch(tx: Tx, id: BatchId, received: Received): Promise<void> {
  const { sha256, bytes, ...read } = received
  const progress: BatchProgress = { stage: "resting", done: 0, total: read.rows, secondsLeft: null }
  await tx
    .tables<BatchTables>()
    .updateTable("batch")
    .set({
      sha256,
      bytes,
      plan: JSON.stringify({ ...read, plan: null }),
      progress: JSON.stringify(progress),
    })
    .where("id", "=", id)
    .execute()
}

/** @throws Failure "collect/unknown-batch" */
export async function readBatch(tx: Tx, id: BatchId): Promise<Batch> {
  const row = await batches(tx).where("batch.id", "=", id).executeTakeFirst()
  if (row === undefined) throw new Failure("collect/unknown-batch", { batch: id })
  return batchOf(row)
}

export interface BatchPage {
  readonly limit: number
  /** Only batches before this one: the last of the page before. */
  readonly before?: BatchId | undefined
  readonly source?: SourceId | undefined
}

/** Batches, newest first. `next` is what `before` is for the next page; `null` at the end. */
export async function listBatches(
  tx: Tx,
  { limit, before, source }: BatchPage,
): Promise<{ readonly items: readonly Batch[]; readonly next: BatchId | null }> {
  let query = batches(tx)
    .orderBy("batch.id", "desc")
    .limit(limit + 1)
  if (before !== undefined) query = query.where("batch.id", "<", before)
  if (source !== undefined) query = query.where("batch.source", "=", source)
  const found = (await query.execute()).map(batchOf)
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** How many batches are in each state that any is in. */
export async function countBatches(
  tx: Tx,
): Promise<readonly { readonly state: BatchState; readonly count: number }[]> {
  return tx
    .tables<BatchTables>()
    .selectFrom("batch")
    .select(({ fn }) => ["state", fn.countAll<number>().as("count")])
    .groupBy("state")
    .execute()
}

/** Batches that wait to be imported and that nobody has sent or looked at since an instant. */
export async function listForgettable(tx: Tx, before: Date): Promise<readonly BatchId[]> {
  const rows = await tx
    .tables<BatchTables>()
    .selectFrom("batch")
    .leftJoin("foresight", "foresight.batch", "batch.id")
    .select("batch.id")
    .where("batch.state", "in", ["received", "previewed"])
    .where("batch.created", "<", before)
    .where((eb) => eb.or([eb("made", "is", null), eb("made", "<", before)]))
    .execute()
  return rows.map(({ id }) => BatchId.parse(id))
}

export interface BatchChanges {
  readonly source?: SourceId | undefined
  readonly content?: BatchContent | undefined
  readonly state?: BatchState | undefined
  readonly plan?: BatchPlan | null | undefined
  readonly progress?: BatchProgress | undefined
  readonly tally?: BatchTally | undefined
  readonly birthFrom?: number | null | undefined
  readonly failure?: BatchFailure | null | undefined
  readonly started?: Date | null | undefined
  readonly finished?: Date | null | undefined
  readonly undoneAt?: Date | null | undefined
  readonly undoneBy?: PrincipalId | null | undefined
}

export interface BatchCondition {
  /** The change is made only if the batch is in one of these states. */
  readonly in: readonly BatchState[]
}

/**
 * Changes what is given and leaves the rest. With a condition on its state the change is made only
 * if it holds, and the answer says whether it did: of two who try at once, one wins.
 */
export async function updateBatch(
  tx: Tx,
  id: BatchId,
  changes: BatchChanges & { readonly when?: BatchCondition },
): Promise<boolean> {
  const set = { ...columnsOf(changes), ...(await planColumn(tx, id, changes)) }
  const query = tx.tables<BatchTables>().updateTable("batch").set(set).where("id", "=", id)
  const states = changes.when?.in
  const conditioned = states === undefined ? query : query.where("state", "in", [...states])
  const { numUpdatedRows } = await conditioned.executeTakeFirst()
  return numUpdatedRows > 0n
}

type Columns = Updateable<BatchTable>

function columnsOf(changes: BatchChanges): Columns {
  const { source, content, state, progress, failure, started, finished } = changes
  return {
    ...changes.tally,
    source,
    content,
    state,
    started,
    finished,
    progress: progress === undefined ? undefined : JSON.stringify(progress),
    failure: failure === undefined || failure === null ? failure : JSON.stringify(failure),
    birth_from: changes.birthFrom,
    undone_at: changes.undoneAt,
    undone_by: changes.undoneBy,
  }
}

/** What was decided lies beside how the file was read, which never changes. */
async function planColumn(tx: Tx, id: BatchId, { plan }: BatchChanges): Promise<Columns> {
  if (plan === undefined) return {}
  const { dialect, headers, rows } = await readBatch(tx, id)
  return { plan: JSON.stringify({ dialect, headers, rows, plan }) }
}

function batches(tx: Tx) {
  return tx
    .tables<BatchTables>()
    .selectFrom("batch")
    .innerJoin("source", "source.id", "batch.source")
    .selectAll("batch")
    .select(["source.no as source_no", "source.name as source_name", "source.kind as source_kind"])
}

type BatchRow = Selectable<BatchTable> & {
  readonly source_no: number
  readonly source_name: string
  readonly source_kind: string
}

function batchOf(row: BatchRow): Batch {
  return {
    ...row.plan,
    id: BatchId.parse(row.id),
    source: {
      id: SourceId.parse(row.source),
      no: row.source_no,
      name: row.source_name,
      kind: row.source_kind,
    },
    content: row.content,
    fileName: row.file_name,
    bytes: row.bytes,
    sha256: row.sha256.toString("hex"),
    state: row.state,
    progress: row.progress,
    tally: tallyOf(row),
    birthFrom: row.birth_from,
    failure: row.failure,
    principal: row.principal,
    created: row.created,
    started: row.started,
    finished: row.finished,
    undoneAt: row.undone_at,
    undoneBy: row.undone_by,
    mends: row.mends === null ? null : BatchId.parse(row.mends),
  }
}

function tallyOf(row: BatchTally): BatchTally {
  const { read, accepted, changed, same, rejected, customers, joined } = row
  return { read, accepted, new: row.new, changed, same, rejected, customers, joined }
}
