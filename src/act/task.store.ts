import { sql } from "kysely"
import type { CustomerId, FieldId, PrincipalId, RecordId, TaskId } from "#kernel"
import type { Tx } from "#store"

/** A task that is open, and whose customer it is today. */
export interface TaskRow {
  readonly id: TaskId
  readonly kind: "contradiction"
  readonly record: RecordId
  readonly field: FieldId
  readonly evidence: RecordId
  readonly batch: number
  readonly made: Date
  readonly customer: CustomerId
}

/** Something to ask a person about. */
export type Wanted = Pick<TaskRow, "record" | "field" | "evidence" | "batch">

export async function openTasksOf(
  tx: Tx,
  records: readonly RecordId[],
): Promise<readonly (Wanted & Pick<TaskRow, "id">)[]> {
  const { rows } = await sql<Wanted & Pick<TaskRow, "id">>`
    select id, record, field, evidence, batch from task
    where state = 'open' and record = any(${records}::uuid[])`.execute(tx.tables())
  return rows
}

export async function addTasks(
  tx: Tx,
  wanted: readonly Wanted[],
  made: Date,
): Promise<readonly TaskId[]> {
  const { rows } = await sql<{ id: TaskId }>`
    insert into task (kind, record, field, evidence, batch, made)
    select 'contradiction', w.record, w.field, w.evidence, w.batch, ${made}
    from unnest(${wanted.map(({ record }) => record)}::uuid[],
      ${wanted.map(({ field }) => field)}::text[],
      ${wanted.map(({ evidence }) => evidence)}::uuid[],
      ${wanted.map(({ batch }) => batch)}::int[]) as w (record, field, evidence, batch)
    on conflict do nothing returning id`.execute(tx.tables())
  return rows.map(({ id }) => id)
}

/** How tasks end: somebody decided, or there is nothing to decide any more. */
export interface Ending {
  readonly state: "done" | "gone"
  readonly outcome?: "take" | "keep"
  readonly by: PrincipalId
  readonly now: Date
}

export async function endTasks(
  tx: Tx,
  tasks: readonly TaskId[],
  { state, outcome, by, now }: Ending,
): Promise<void> {
  await sql`update task set state = ${state}, outcome = ${outcome ?? null}, closed = ${now},
    closed_by = ${by} where id = any(${tasks}::uuid[])`.execute(tx.tables())
}

/** What is open, of one customer or of all, the newest first. */
export async function openTasks(
  tx: Tx,
  { customer, limit }: { readonly customer: CustomerId | undefined; readonly limit: number },
): Promise<readonly TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select t.id, t.kind, t.record, t.field, t.evidence, t.batch, t.made, m.customer
    from task t join membership_view m on m.record = t.record
    where t.state = 'open' and (${customer ?? null}::uuid is null or m.customer = ${customer ?? null}::uuid)
    order by t.made desc, t.id limit ${limit}`.execute(tx.tables())
  return rows
}

export async function openTask(tx: Tx, id: TaskId): Promise<TaskRow | undefined> {
  const { rows } = await sql<TaskRow>`
    select t.id, t.kind, t.record, t.field, t.evidence, t.batch, t.made, m.customer
    from task t join membership_view m on m.record = t.record
    where t.state = 'open' and t.id = ${id}`.execute(tx.tables())
  return rows[0]
}
