import { sql, type ColumnType } from "kysely"
import type { RecordId } from "#kernel"
import type { Tx } from "#store"
import type { KeepTables } from "./keep-tables.ts"

/** Records that say what another batch said of them. */
export interface SaidByBatch {
  readonly batch: number
  readonly records: number
}

/** What becomes of the records of a batch when it is undone. */
export interface Aftermath {
  /** Nobody else said anything of them. */
  readonly alone: number
  /** Say again what an earlier batch said. */
  readonly back: readonly SaidByBatch[]
  /** Said something else already, as a later batch did. */
  readonly later: readonly SaidByBatch[]
}

/** An aftermath with what people typed and decided about the records, kept with the undo. */
export interface UndoAccount extends Aftermath {
  /** Records of what people typed; they stay. */
  readonly typed: number
  /** Decisions of people; they stay. */
  readonly decisions: number
  /** Facts that the batch filed. */
  readonly facts: number
  /** Customers that are gone, and that are others than before; once it is done. */
  readonly customers: { readonly gone: number; readonly changed: number } | null
}

/** What would become of the records of a batch, by the evidence as it is now. */
export async function foresayUndo(tx: Tx, batch: number): Promise<Aftermath> {
  const back = await sql<{ batch: number | null; records: number }>`
    select v.batch, count(*)::int as records
    from record r left join lateral (
      select batch from record_version v where v.record = r.id and v.batch <> ${batch}
      order by batch desc limit 1) v on true
    where r.batch = ${batch} and r.customer is not null and not r.bare
    group by v.batch order by v.batch`.execute(tx.tables<KeepTables>())
  const later = await sql<SaidByBatch>`
    select r.batch, count(distinct r.id)::int as records
    from record_version v join record r on r.id = v.record
    where v.batch = ${batch} and r.batch <> ${batch} and r.customer is not null
    group by r.batch order by r.batch`.execute(tx.tables<KeepTables>())
  return {
    alone: back.rows.find((row) => row.batch === null)?.records ?? 0,
    back: back.rows.flatMap(({ batch: said, records }) =>
      said === null ? [] : [{ batch: said, records }],
    ),
    later: later.rows,
  }
}

/** Which of these records speak with the voice of a batch. */
export async function recordsOfBatch(
  tx: Tx,
  batch: number,
  records: readonly RecordId[],
): Promise<ReadonlySet<RecordId>> {
  const rows = await tx
    .tables<KeepTables>()
    .selectFrom("record")
    .select("id")
    .where(sql<boolean>`id = any(${records}::uuid[])`)
    .where("batch", "=", batch)
    .where("customer", "is not", null)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

interface AccountTables {
  readonly undo_account: {
    readonly batch: number
    readonly account: ColumnType<UndoAccount, string, string>
  }
}

/** Keeps an account; one that is kept already, from before the undo was cut off, stays. */
export async function openUndoAccount(tx: Tx, batch: number, account: UndoAccount): Promise<void> {
  await tx
    .tables<AccountTables>()
    .insertInto("undo_account")
    .values({ batch, account: JSON.stringify(account) })
    .onConflict((conflict) => conflict.column("batch").doNothing())
    .execute()
}

/** Counts what became of customers, now that the undo is done. */
export async function closeUndoAccount(tx: Tx, batch: number): Promise<void> {
  const account = await readUndoAccount(tx, batch)
  if (account === undefined) return
  const { rows } = await sql<{ gone: number; changed: number }>`
    with undone as (
      select customer, max(until) as until, max(version) as version
      from customer_history where batch = ${batch} and cause = 'undo' group by customer),
    told as (select exists (select from customer c where c.id = u.customer) as is_there from undone u)
    select count(*) filter (where not is_there)::int as gone,
      count(*) filter (where is_there)::int as changed from told`.execute(tx.tables<KeepTables>())
  const customers = rows[0] ?? { gone: 0, changed: 0 }
  await tx
    .tables<AccountTables>()
    .updateTable("undo_account")
    .set({ account: JSON.stringify({ ...account, customers }) })
    .where("batch", "=", batch)
    .execute()
}

export async function readUndoAccount(tx: Tx, batch: number): Promise<UndoAccount | undefined> {
  const row = await tx
    .tables<AccountTables>()
    .selectFrom("undo_account")
    .select("account")
    .where("batch", "=", batch)
    .executeTakeFirst()
  return row?.account
}

/** A golden row in a document, with its members. */
export interface GoldenDocument {
  readonly no: number
  readonly kind: "person" | "organisation"
  readonly members: readonly RecordId[]
  readonly provenance?: Readonly<Record<string, readonly { readonly record: number }[]>>
  readonly [column: string]: unknown
}

/** A customer before an undo, and after it; `null` where it is gone. */
export interface UndoneRow {
  readonly customer: RecordId
  readonly before: GoldenDocument
  readonly after: GoldenDocument | null
}

/** Customers that an undo replaced or took away, by id. A state after it has the next version. */
export async function readUndone(
  tx: Tx,
  batch: number,
  { after, limit }: { readonly after: RecordId | undefined; readonly limit: number },
): Promise<readonly UndoneRow[]> {
  const { rows } = await sql<UndoneRow>`
    with undone as (
      select customer, min(until) as first, max(until) as last, max(version) as version
      from customer_history
      where batch = ${batch} and cause = 'undo' and customer > ${after ?? noCustomer}::uuid
      group by customer order by customer limit ${limit})
    select u.customer, b.document as before, coalesce(h.document, c.document) as after
    from undone u
    cross join lateral (
      select golden || jsonb_build_object('members', to_jsonb(members)) as document
      from customer_history where customer = u.customer and until = u.first
      order by version limit 1) b
    left join lateral (
      select golden || jsonb_build_object('members', to_jsonb(members)) as document
      from customer_history
      where customer = u.customer and until > u.last and version = u.version + 1
      order by until limit 1) h on true
    left join lateral (
      select to_jsonb(k) as document from customer k
      where k.id = u.customer and k.version = u.version + 1) c on true
    order by u.customer`.execute(tx.tables<KeepTables>())
  return rows
}

const noCustomer = "00000000-0000-0000-0000-000000000000"
