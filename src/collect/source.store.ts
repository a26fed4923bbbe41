import type { ColumnType, Generated, GeneratedAlways, Selectable } from "kysely"
import { Failure, SourceId, type Principal } from "#kernel"
import type { Tx } from "#store"
import { batchContents, type BatchContent, type BatchPlan } from "./batch.ts"
import { sourceKindOf, type Initiative } from "./source-kinds.ts"

interface SourceTable {
  readonly id: ColumnType<string, string, never>
  readonly no: GeneratedAlways<number>
  readonly name: string
  readonly kind: string
  readonly direct: boolean
  readonly initiative: Initiative
  readonly trust: number
  readonly purpose: string | null
  readonly lawful_basis: string | null
  readonly zone: Generated<string>
  readonly created: GeneratedAlways<Date>
  readonly created_by: string
  readonly mapping: ColumnType<SourceMapping | null, string | null, string | null>
}

/** How the columns of a source's files were read the last time, by what the files hold. */
export type SourceMapping = Readonly<Partial<Record<BatchContent, BatchPlan>>>

interface SourceTables {
  readonly source: SourceTable
  readonly batch: { readonly source: string; readonly created: Date; readonly state: string }
  readonly load: {
    readonly source: string
    readonly count: number
    readonly undone_at: Date | null
  }
  /** Published by keep. */
  readonly membership_view: { readonly source: number; readonly customer: string }
}

/** A channel instance: who speaks, and how far it is trusted. */
export interface Source {
  readonly id: SourceId
  readonly no: number
  readonly name: string
  readonly kind: string
  readonly direct: boolean
  readonly initiative: Initiative
  readonly trust: number
  readonly purpose: string | null
  readonly lawfulBasis: string | null
  readonly zone: string
  readonly created: Date
  /** What its files held whose reading is remembered. */
  readonly remembers: readonly BatchContent[]
}

export interface SourceWithYield extends Source {
  /** Records it knows, customers behind them, live events. */
  readonly records: number
  readonly customers: number
  readonly events: number
  readonly batches: number
  readonly lastBatch: Date | null
}

/** What survivorship has to know of a source. */
export type SourceStanding = Pick<
  Source,
  "id" | "no" | "name" | "kind" | "trust" | "initiative" | "zone"
>

export interface WantedSource {
  readonly name: string
  /** Where the source is new; one that exists keeps its kind. */
  readonly kind?: string
  readonly principal: Principal
}

/**
 * The source of that name, made with what is usual for its kind if there is none.
 * @throws Failure "collect/unknown-source-kind"
 */
export async function ensureSource(tx: Tx, wanted: WantedSource): Promise<Source> {
  const known = await sourceNamed(tx, wanted.name)
  if (known !== undefined) return known
  await makeSource(tx, wanted)
  const made = await sourceNamed(tx, wanted.name)
  if (made === undefined) throw new Error("a source that was just made is not there")
  return made
}

const deskName = "desk"

/** The source of what people type: the first of its kind. */
export async function ensureDesk(tx: Tx, principal: Principal): Promise<Source> {
  const row = await sources(tx).where("kind", "=", "desk").orderBy("no").executeTakeFirst()
  if (row !== undefined) return sourceOf(row)
  // A source of that name and another kind was named by somebody; it is not the desk.
  const isTaken = (await sourceNamed(tx, deskName)) !== undefined
  const name = isTaken ? `${deskName} 1` : deskName
  return ensureSource(tx, { name, kind: "desk", principal })
}

/** Two deliveries at once may both want to make it: the second one's attempt changes nothing. */
async function makeSource(tx: Tx, { name, kind = "file", principal }: WantedSource): Promise<void> {
  const usual = sourceKindOf(kind)
  if (usual === undefined) throw new Failure("collect/unknown-source-kind", { kind })
  await tx
    .tables<SourceTables>()
    .insertInto("source")
    .values(({ fn }) => ({
      ...usual,
      id: fn<string>("gen_random_uuid"),
      name,
      created_by: principal.id,
    }))
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute()
}

async function sourceNamed(tx: Tx, name: string): Promise<Source | undefined> {
  const row = await sources(tx).where("name", "=", name).executeTakeFirst()
  return row === undefined ? undefined : sourceOf(row)
}

/** @throws Failure "collect/unknown-source" */
async function readSource(tx: Tx, id: SourceId): Promise<Source> {
  const row = await sources(tx).where("id", "=", id).executeTakeFirst()
  if (row === undefined) throw new Failure("collect/unknown-source", { source: id })
  return sourceOf(row)
}

/** Every source with its yield, in the order in which they were made. Reads every membership once. */
export async function readSources(tx: Tx): Promise<readonly SourceWithYield[]> {
  const rows = await sources(tx).orderBy("no").execute()
  const known = new Map((await knownBySource(tx)).map((row) => [row.source, row]))
  const batches = new Map((await batchesBySource(tx)).map((row) => [row.source, row]))
  const events = new Map((await eventsBySource(tx)).map((row) => [row.source, row.events]))
  return rows.map((row) => ({
    ...sourceOf(row),
    records: known.get(row.no)?.records ?? 0,
    customers: known.get(row.no)?.customers ?? 0,
    events: Number(events.get(row.id) ?? 0),
    batches: batches.get(row.id)?.batches ?? 0,
    lastBatch: batches.get(row.id)?.last ?? null,
  }))
}

export interface SourceChanges {
  readonly name?: string | undefined
  readonly direct?: boolean | undefined
  readonly initiative?: Initiative | undefined
  readonly trust?: number | undefined
  readonly purpose?: string | null | undefined
  readonly lawfulBasis?: string | null | undefined
  readonly zone?: string | undefined
}

/** @throws Failure "collect/unknown-source" | "collect/source-name-taken" */
export async function updateSource(
  tx: Tx,
  id: SourceId,
  { lawfulBasis, ...changes }: SourceChanges,
): Promise<Source> {
  const before = await readSource(tx, id)
  await refuseTakenName(tx, before, changes.name)
  // The name is set too so that a change of nothing is still a statement.
  await tx
    .tables<SourceTables>()
    .updateTable("source")
    .set({ name: before.name, lawful_basis: lawfulBasis, ...changes })
    .where("id", "=", id)
    .execute()
  return readSource(tx, id)
}

async function refuseTakenName(tx: Tx, { id }: Source, name: string | undefined): Promise<void> {
  if (name === undefined) return
  const named = await sourceNamed(tx, name)
  if (named !== undefined && named.id !== id)
    throw new Failure("collect/source-name-taken", { name })
}

/** Every source by its number. */
export async function standings(tx: Tx): Promise<ReadonlyMap<number, SourceStanding>> {
  const rows = await sources(tx).execute()
  return new Map(rows.map((row) => [row.no, sourceOf(row)]))
}

/** How the last file of a source that held such was read; nothing where none was, or it is forgotten. */
export async function readMapping(
  tx: Tx,
  id: SourceId,
  content: BatchContent,
): Promise<BatchPlan | undefined> {
  const row = await sources(tx).where("id", "=", id).executeTakeFirst()
  return row?.mapping?.[content]
}

/** Keeps how a file was read for the next one of its source. */
export async function rememberMapping(tx: Tx, id: SourceId, plan: BatchPlan): Promise<void> {
  const row = await sources(tx).where("id", "=", id).forUpdate().executeTakeFirst()
  const mapping = JSON.stringify({ ...row?.mapping, [plan.content]: plan })
  await tx
    .tables<SourceTables>()
    .updateTable("source")
    .set({ mapping })
    .where("id", "=", id)
    .execute()
}

/** @throws Failure "collect/unknown-source" */
export async function forgetMapping(tx: Tx, id: SourceId): Promise<void> {
  await readSource(tx, id)
  const set = { mapping: null }
  await tx.tables<SourceTables>().updateTable("source").set(set).where("id", "=", id).execute()
}

function sources(tx: Tx) {
  return tx.tables<SourceTables>().selectFrom("source").selectAll()
}

function sourceOf(row: Selectable<SourceTable>): Source {
  const { id, lawful_basis, created_by: _by, mapping, ...rest } = row
  const remembers = batchContents.filter((content) => mapping?.[content] !== undefined)
  return { ...rest, id: SourceId.parse(id), lawfulBasis: lawful_basis, remembers }
}

function knownBySource(tx: Tx) {
  return tx
    .tables<SourceTables>()
    .selectFrom("membership_view")
    .select(({ fn }) => [
      "source",
      fn.countAll<number>().as("records"),
      fn.count<number>("customer").distinct().as("customers"),
    ])
    .groupBy("source")
    .execute()
}

function batchesBySource(tx: Tx) {
  return tx
    .tables<SourceTables>()
    .selectFrom("batch")
    .select(({ fn }) => [
      "source",
      fn.countAll<number>().as("batches"),
      fn.max("created").as("last"),
    ])
    .groupBy("source")
    .execute()
}

function eventsBySource(tx: Tx) {
  return tx
    .tables<SourceTables>()
    .selectFrom("load")
    .select(({ fn }) => ["source", fn.sum<string>("count").as("events")])
    .where("undone_at", "is", null)
    .groupBy("source")
    .execute()
}
