import { sql } from "kysely"
import { Failure, type CustomerId, type PrincipalId } from "#kernel"
import type { Tx } from "#store"
import { askedCondition, type Asked } from "./list.ts"
import type { Asker } from "./question/printed.ts"

export type BulkState = "running" | "done" | "undoing" | "undone"

/** One edit of many customers: a tag that is added or taken away. */
export interface BulkEdit {
  readonly id: number
  readonly tag: string
  readonly removes: boolean
  readonly state: BulkState
  /** How many were chosen, how many are through, for how many something changed, for how many it is undone. */
  readonly total: number
  readonly done: number
  readonly changed: number
  readonly undone: number
  /** The code of what stopped it. */
  readonly failure: string | null
  readonly principal: PrincipalId
  readonly created: Date
  readonly finished: Date | null
}

export interface NewBulkEdit {
  readonly tag: string
  readonly removes: boolean
  readonly asked: Asked
}

/**
 * Writes down who is meant: those who answer now, whoever answers later. Cost: a pass over them.
 * @throws Failure "keep/question", "store/unknown-question"
 */
export async function insertBulkEdit(
  tx: Tx,
  asker: Asker,
  { tag, removes, asked }: NewBulkEdit,
): Promise<BulkEdit> {
  const db = tx.tables<unknown>()
  const where = await askedCondition(tx, asker, asked)
  const { rows } = await sql<{ id: number }>`
    insert into bulk_edit (tag, removes, state, total, principal)
    values (${tag}, ${removes}, 'running', 0, ${asker.principal.id}) returning id`.execute(db)
  const id = rows[0]?.id ?? 0
  await sql`insert into bulk_edit_customer (bulk, customer)
    select ${id}::integer, c.id from customer c where ${where.postgres}`.execute(db)
  await sql`update bulk_edit set total =
    (select count(*) from bulk_edit_customer where bulk = ${id}) where id = ${id}`.execute(db)
  return readBulkEdit(tx, id)
}

/** @throws Failure "keep/unknown-bulk-edit" */
export async function readBulkEdit(tx: Tx, id: number): Promise<BulkEdit> {
  const { rows } = await sql<BulkEdit>`select * from bulk_edit where id = ${id}`.execute(
    tx.tables<unknown>(),
  )
  const [found] = rows
  if (found === undefined) throw new Failure("keep/unknown-bulk-edit", { bulk: id })
  return found
}

/** Somebody's own, the newest first. */
export async function listBulkEdits(
  tx: Tx,
  principal: PrincipalId,
  limit: number,
): Promise<readonly BulkEdit[]> {
  const { rows } = await sql<BulkEdit>`
    select * from bulk_edit where principal = ${principal} order by id desc limit ${limit}`.execute(
    tx.tables<unknown>(),
  )
  return rows
}

/** Those on which work was wanted when the program ended. */
export async function unfinishedBulkEdits(tx: Tx): Promise<readonly BulkEdit[]> {
  const { rows } = await sql<BulkEdit>`
    select * from bulk_edit where state in ('running', 'undoing') order by id`.execute(
    tx.tables<unknown>(),
  )
  return rows
}

/** @returns whether it was in one of those states before */
export async function turnBulkEdit(
  tx: Tx,
  id: number,
  { from, to }: { readonly from: readonly BulkState[]; readonly to: BulkState },
): Promise<boolean> {
  const { rows } = await sql`
    update bulk_edit set state = ${to}, failure = null,
      finished = case when ${to}::text in ('done', 'undone') then now() end
    where id = ${id} and state = any(${from}::text[]) returning id`.execute(tx.tables<unknown>())
  return rows.length > 0
}

export async function failBulkEdit(tx: Tx, id: number, code: string): Promise<void> {
  await sql`update bulk_edit set failure = ${code} where id = ${id}`.execute(tx.tables<unknown>())
}

/** The next of those who wait to be changed, or who were changed and wait to be as before. */
export async function nextOfBulkEdit(
  tx: Tx,
  id: number,
  { state, limit }: { readonly state: "waits" | "changed"; readonly limit: number },
): Promise<readonly CustomerId[]> {
  const { rows } = await sql<{ customer: CustomerId }>`
    select customer from bulk_edit_customer where bulk = ${id} and state = ${state}
    order by customer limit ${limit}`.execute(tx.tables<unknown>())
  return rows.map(({ customer }) => customer)
}

/** What came of some of them; counted in the same transaction. */
export async function markBulkEdit(
  tx: Tx,
  id: number,
  {
    customers,
    state,
  }: { readonly customers: readonly CustomerId[]; readonly state: "changed" | "same" | "back" },
): Promise<void> {
  if (customers.length === 0) return
  const db = tx.tables<unknown>()
  const n = customers.length
  const [done, changed, undone] = state === "back" ? [0, 0, n] : [n, state === "changed" ? n : 0, 0]
  await sql`update bulk_edit_customer set state = ${state}
    where bulk = ${id} and customer = any(${customers}::uuid[])`.execute(db)
  await sql`update bulk_edit set done = done + ${done}::integer,
    changed = changed + ${changed}::integer, undone = undone + ${undone}::integer
    where id = ${id}`.execute(db)
}
