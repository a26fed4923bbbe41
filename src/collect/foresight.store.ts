import type { ColumnType } from "kysely"
import type { BatchId } from "#kernel"
import type { Tx } from "#store"
import type { Foreseen, ForeseenKind, Foresight } from "./foresight.ts"

interface ForesightTables {
  readonly foresight: {
    readonly batch: number
    readonly made: Date
    readonly summary: ColumnType<Foresight, string, string>
  }
  readonly foreseen: {
    readonly batch: number
    readonly kind: ForeseenKind
    readonly place: number
    readonly about: ColumnType<Foreseen, string, string>
  }
}

/** What a preview found: by numbers, and some of it one by one. */
export interface FoundForesight {
  readonly made: Date
  readonly summary: Foresight
  readonly lines: Readonly<Record<ForeseenKind, readonly Foreseen[]>>
}

/** Keeps what a preview found in place of what an earlier one did. */
export async function writeForesight(
  tx: Tx,
  batch: BatchId,
  { made, summary, lines }: FoundForesight,
): Promise<void> {
  await clearForesight(tx, batch)
  await tx
    .tables<ForesightTables>()
    .insertInto("foresight")
    .values({ batch, made, summary: JSON.stringify(summary) })
    .execute()
  const columns = ["batch", "kind", "place", "about"]
  const rows = Object.entries(lines).flatMap(([kind, some]) =>
    some.map((about, at) => [batch, kind, at + 1, JSON.stringify(about)]),
  )
  if (rows.length > 0) await tx.copyIn({ table: "foreseen", columns }, rows)
}

/** What the last preview found; nothing where none was made, or it is forgotten. */
export async function readForesight(
  tx: Tx,
  batch: BatchId,
): Promise<{ readonly made: Date; readonly summary: Foresight } | undefined> {
  return tx
    .tables<ForesightTables>()
    .selectFrom("foresight")
    .select(["made", "summary"])
    .where("batch", "=", batch)
    .executeTakeFirst()
}

export interface ForeseenPage {
  readonly kind: ForeseenKind
  readonly limit: number
  /** Only what stands behind this place: the last of the page before. */
  readonly after?: number | undefined
}

/** What would happen, one by one, in the order of the file. `next` is what `after` is for the next page. */
export async function readForeseen(
  tx: Tx,
  batch: BatchId,
  { kind, limit, after = 0 }: ForeseenPage,
): Promise<{ readonly items: readonly Foreseen[]; readonly next: number | null }> {
  const rows = await tx
    .tables<ForesightTables>()
    .selectFrom("foreseen")
    .select(["place", "about"])
    .where("batch", "=", batch)
    .where("kind", "=", kind)
    .where("place", ">", after)
    .orderBy("place")
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit)
  const next = rows.length > limit ? (items.at(-1)?.place ?? null) : null
  return { items: items.map(({ about }) => about), next }
}

/** What was found no longer holds: the plan is another, or the batch goes. */
export async function clearForesight(tx: Tx, batch: BatchId): Promise<void> {
  const tables = tx.tables<ForesightTables>()
  await tables.deleteFrom("foresight").where("batch", "=", batch).execute()
  await tables.deleteFrom("foreseen").where("batch", "=", batch).execute()
}

/** Forgets what previews before an instant found, whatever has become of their batches. */
export async function forgetForesights(tx: Tx, before: Date): Promise<void> {
  const old = await tx
    .tables<ForesightTables>()
    .deleteFrom("foresight")
    .where("made", "<", before)
    .returning("batch")
    .execute()
  const batches = old.map(({ batch }) => batch)
  if (batches.length === 0) return
  await tx.tables<ForesightTables>().deleteFrom("foreseen").where("batch", "in", batches).execute()
}
