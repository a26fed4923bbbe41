import { sql, type ColumnType } from "kysely"
import { Failure, QuestionId, ViewId, type Principal } from "#kernel"
import type { Tx } from "#store"
import { listSorts, type ListSort } from "./list-cursor.ts"

interface ViewTables {
  readonly saved_view: {
    readonly id: ViewId
    readonly name: string
    readonly question: QuestionId | null
    readonly sort: string
    readonly columns: ColumnType<readonly ViewColumn[], string, string>
    readonly shared: boolean
    readonly principal: Principal["id"]
    readonly created: ColumnType<Date, never, never>
    readonly removed: Date | null
  }
  readonly saved_view_use: {
    readonly principal: Principal["id"]
    readonly view: ViewId
    readonly pinned: boolean
    readonly opens: boolean
  }
}

/** A column of a view; without a width it takes what its kind needs. */
export interface ViewColumn {
  readonly id: string
  /** Pixels. */
  readonly width?: number | undefined
}

/** What a view says of the list. */
export interface ViewContent {
  readonly name: string
  /** A kept question; null asks for everyone. */
  readonly question: QuestionId | null
  readonly sort: ListSort
  readonly columns: readonly ViewColumn[]
  /** May others use it? */
  readonly shared: boolean
}

/** How somebody uses a view. */
export interface ViewUse {
  /** Stands at the head of the list. */
  readonly pinned: boolean
  /** The list opens with it. */
  readonly opens: boolean
}

export interface SavedView extends ViewContent, ViewUse {
  readonly id: ViewId
  readonly principal: Principal["id"]
  readonly isRemoved: boolean
}

/** The views somebody may use: their own and those that are shared, the oldest first. */
export async function readViews(tx: Tx, reader: Principal["id"]): Promise<readonly SavedView[]> {
  const rows = await viewsFor(tx, reader).where("view.removed", "is", null).execute()
  return rows.map(viewOf)
}

/** One of them, also where it was removed. @throws Failure "keep/unknown-view" */
export async function readView(tx: Tx, reader: Principal["id"], id: ViewId): Promise<SavedView> {
  const row = await viewsFor(tx, reader).where("view.id", "=", id).executeTakeFirst()
  if (row === undefined) throw new Failure("keep/unknown-view", { view: id })
  return viewOf(row)
}

function viewsFor(tx: Tx, reader: Principal["id"]) {
  return tx
    .tables<ViewTables>()
    .selectFrom("saved_view as view")
    .leftJoin("saved_view_use as use", (join) =>
      join.onRef("use.view", "=", "view.id").on("use.principal", "=", reader),
    )
    .selectAll("view")
    .select(["use.pinned", "use.opens"])
    .where((eb) => eb.or([eb("view.principal", "=", reader), eb("view.shared", "=", true)]))
    .orderBy("view.created")
    .orderBy("view.id")
}

interface ViewRow extends Omit<ViewContent, "sort"> {
  readonly id: ViewId
  readonly sort: string
  readonly principal: Principal["id"]
  readonly removed: Date | null
  readonly pinned: boolean | null
  readonly opens: boolean | null
}

function viewOf(row: ViewRow): SavedView {
  const { id, name, question, columns, shared, principal, removed, pinned, opens } = row
  return {
    id: ViewId.parse(id),
    name,
    question: question === null ? null : QuestionId.parse(question),
    sort: listSorts.find((sort) => sort === row.sort) ?? "-updated",
    columns,
    shared,
    principal,
    isRemoved: removed !== null,
    pinned: pinned ?? false,
    opens: opens ?? false,
  }
}

interface NewView extends ViewContent {
  readonly id: ViewId
  readonly principal: Principal["id"]
}

export async function insertView(tx: Tx, { columns, ...view }: NewView): Promise<void> {
  await tx
    .tables<ViewTables>()
    .insertInto("saved_view")
    .values({ ...view, columns: JSON.stringify(columns), removed: null })
    .execute()
}

/** Changes what is given. */
export async function updateView(
  tx: Tx,
  id: ViewId,
  { columns, ...changes }: Partial<ViewContent> & { readonly removed?: Date | null },
): Promise<void> {
  const set = {
    ...changes,
    ...(columns === undefined ? {} : { columns: JSON.stringify(columns) }),
  }
  if (Object.keys(set).length === 0) return
  await tx.tables<ViewTables>().updateTable("saved_view").set(set).where("id", "=", id).execute()
}

interface Using extends ViewUse {
  readonly principal: Principal["id"]
  readonly view: ViewId
}

/** One view at most opens the list of a person. */
export async function useView(tx: Tx, { principal, view, pinned, opens }: Using): Promise<void> {
  const db = tx.tables<ViewTables>()
  if (opens)
    await db
      .updateTable("saved_view_use")
      .set({ opens: false })
      .where("principal", "=", principal)
      .execute()
  await db
    .insertInto("saved_view_use")
    .values({ principal, view, pinned, opens })
    .onConflict((conflict) =>
      conflict.columns(["principal", "view"]).doUpdateSet({ pinned, opens }),
    )
    .execute()
}

/** How many views somebody keeps. */
export async function countViews(tx: Tx, principal: Principal["id"]): Promise<number> {
  const { count } = await tx
    .tables<ViewTables>()
    .selectFrom("saved_view")
    .select(sql<number>`count(*)`.as("count"))
    .where("principal", "=", principal)
    .where("removed", "is", null)
    .executeTakeFirstOrThrow()
  return count
}
