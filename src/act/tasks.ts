import { readBrief, readVisibleBriefs, type CustomerBrief, type Reader } from "#keep"
import { Failure, type FieldId, type PrincipalId, type RecordId, type TaskId } from "#kernel"
import type { Tx } from "#store"
import {
  addTasks,
  endTasks,
  openTask,
  openTasks,
  openTasksOf,
  type TaskRow,
  type Wanted,
} from "./task.store.ts"

/** Something that waits for a person. Values are not told here: they are asked for, and may be refused. */
export interface Task {
  readonly id: TaskId
  readonly kind: "contradiction"
  readonly customer: CustomerBrief
  readonly field: FieldId
  /** The record that says otherwise, and the batch that brought it. */
  readonly evidence: RecordId
  readonly batch: number
  readonly made: string
}

/** What is to be asked about some records; `looked` are all of which it is known. */
export interface Asking {
  readonly looked: readonly RecordId[]
  readonly wanted: readonly Wanted[]
  readonly by: PrincipalId
  readonly now: Date
}

/**
 * Brings what waits in line with what is to be asked: each question is open once, and one that need
 * not be asked any more is gone. Said twice it changes nothing. @returns the tasks that came or went
 */
export async function askAbout(
  tx: Tx,
  { looked, wanted, by, now }: Asking,
): Promise<readonly TaskId[]> {
  if (looked.length === 0) return []
  const open = await openTasksOf(tx, looked)
  const known = new Set(open.map(keyOf))
  const asked = new Set(wanted.map(keyOf))
  const gone = open.filter((task) => !asked.has(keyOf(task))).map(({ id }) => id)
  const fresh = wanted.filter((one) => !known.has(keyOf(one)))
  if (gone.length > 0) await endTasks(tx, gone, { state: "gone", by, now })
  const made = fresh.length === 0 ? [] : await addTasks(tx, fresh, now)
  return [...gone, ...made]
}

function keyOf({ record, field, evidence }: Wanted): string {
  return `${record} ${field} ${evidence}`
}

/** Whose tasks are wanted. */
export interface TaskRequest {
  /** Only of this customer; named by any id it had, or its number. */
  readonly customer?: string | undefined
  readonly limit: number
}

/** What is open about customers that the reader may see, the newest first. */
export async function readTasks(tx: Tx, reader: Reader, request: TaskRequest): Promise<Task[]> {
  const { customer, limit } = request
  const wanted = customer === undefined ? undefined : await readBrief(tx, customer, reader)
  const rows = await openTasks(tx, { customer: wanted?.id, limit })
  const ids = [...new Set(rows.map((row) => row.customer))]
  const briefs = new Map((await readVisibleBriefs(tx, ids, reader)).map((one) => [one.id, one]))
  return rows.flatMap((row) => told(row, briefs.get(row.customer)))
}

/** A task that is still open. @throws Failure "act/unknown-task" */
export async function findTask(tx: Tx, id: TaskId): Promise<TaskRow> {
  const task = await openTask(tx, id)
  if (task === undefined) throw new Failure("act/unknown-task")
  return task
}

/** Says of a task that somebody decided it, and how. */
export async function closeTask(
  tx: Tx,
  id: TaskId,
  ending: { readonly outcome: "take" | "keep"; readonly by: PrincipalId; readonly now: Date },
): Promise<void> {
  await endTasks(tx, [id], { state: "done", ...ending })
}

function told(row: TaskRow, customer: CustomerBrief | undefined): Task[] {
  if (customer === undefined) return []
  const { id, kind, field, evidence, batch, made } = row
  return [{ id, kind, customer, field, evidence, batch, made: made.toISOString() }]
}
