import type { ColumnType, Generated, GeneratedAlways } from "kysely"
import type { Principal } from "#kernel"
import type { Tx } from "#store"

interface RunTables<Figures> {
  readonly model_run: {
    readonly id: GeneratedAlways<number>
    readonly analysis: string
    readonly definition: string
    readonly as_of: string
    readonly parameters: ColumnType<unknown, string, string>
    readonly figures: ColumnType<Figures, string, string>
    readonly current: Generated<boolean>
    readonly finished: Date | null
    readonly principal: string
  }
}

/** One run of an analysis, as the registry keeps it. */
export interface ModelRun<Figures = unknown> {
  readonly id: number
  readonly analysis: string
  readonly definition: string
  readonly asOf: string
  readonly figures: Figures
  readonly finished: Date | null
}

export interface NewRun {
  readonly analysis: string
  readonly definition: string
  readonly asOf: string
  readonly principal: Principal
}

/** Opens a run; nobody sees it before it is swapped in. */
export async function openRun(tx: Tx, { asOf, principal, ...run }: NewRun): Promise<number> {
  const { id } = await tx
    .tables<RunTables<unknown>>()
    .insertInto("model_run")
    .values({ ...run, as_of: asOf, principal: principal.id, parameters: "{}", figures: "{}" })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

/** Makes a run the current one of its analysis, in place of the last. */
export async function swapIn(
  tx: Tx,
  { id, analysis }: { readonly id: number; readonly analysis: string },
  { figures, finished }: { readonly figures: unknown; readonly finished: Date },
): Promise<void> {
  const db = tx.tables<RunTables<unknown>>()
  await db
    .updateTable("model_run")
    .set({ current: false })
    .where("analysis", "=", analysis)
    .where("current", "=", true)
    .execute()
  await db
    .updateTable("model_run")
    .set({ current: true, figures: JSON.stringify(figures), finished })
    .where("id", "=", id)
    .execute()
}

/** The current run of every analysis that has one. */
export async function readCurrentRuns(tx: Tx): Promise<readonly ModelRun[]> {
  return await currentRuns(tx).execute()
}

/** The current run of one analysis, whose figures are of the shape in which it keeps them. */
export async function readCurrentRun<Figures>(
  tx: Tx,
  analysis: string,
): Promise<ModelRun<Figures> | undefined> {
  return await currentRuns<Figures>(tx).where("analysis", "=", analysis).executeTakeFirst()
}

function currentRuns<Figures>(tx: Tx) {
  return tx
    .tables<RunTables<Figures>>()
    .selectFrom("model_run")
    .select(["id", "analysis", "definition", "as_of as asOf", "figures", "finished"])
    .where("current", "=", true)
    .orderBy("analysis")
}
