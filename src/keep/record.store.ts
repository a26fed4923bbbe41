import { sql } from "kysely"
import type { CleanValues, CustomerId, RecordId } from "#kernel"
import type { Tx } from "#store"
import type { KeepTables } from "./keep-tables.ts"
import type { KeptRecord, Version } from "./kept-record.ts"

type RecordRow = KeepTables["record"]

/** Records by id, live or not, in no particular order. */
export async function readRecords(
  tx: Tx,
  ids: readonly RecordId[],
): Promise<readonly KeptRecord[]> {
  if (ids.length === 0) return []
  const rows = await recordRows(tx)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return rows.map(keptRecord)
}

/** A place in the order of ids, and how many are wanted from there. */
export interface IdPage {
  /** The last of the page before; absent for the first page. */
  readonly after: RecordId | undefined
  readonly limit: number
}

/** Live records that say something which came with a batch, by id. */
export async function readLiveOfBatch(
  tx: Tx,
  batch: number,
  { after, limit }: IdPage,
): Promise<readonly KeptRecord[]> {
  const page = recordRows(tx)
    .where("batch", "=", batch)
    .where("customer", "is not", null)
    .where("bare", "=", false)
    .orderBy("id")
    .limit(limit)
  const rows = await (after === undefined ? page : page.where("id", ">", after)).execute()
  return rows.map(keptRecord)
}

/** Whose a live record is. */
export interface Membership {
  readonly id: RecordId
  readonly customer: CustomerId
}

/** Live records and whose they are, by id. */
export async function readMemberships(
  tx: Tx,
  { after, limit }: IdPage,
): Promise<readonly Membership[]> {
  const page = tx
    .tables<KeepTables>()
    .selectFrom("record")
    .select(["id", "customer"])
    .where("customer", "is not", null)
    .$narrowType<{ customer: CustomerId }>()
    .orderBy("id")
    .limit(limit)
  return (after === undefined ? page : page.where("id", ">", after)).execute()
}

function recordRows(tx: Tx) {
  return tx.tables<KeepTables>().selectFrom("record").selectAll()
}

function keptRecord(row: RecordRow): KeptRecord {
  const { id, subject, birth, source, batch, bare, clean } = row
  return {
    id,
    subject,
    birth,
    source,
    batch,
    bare,
    clean,
    customer: row.customer ?? undefined,
    sourceKey: row.source_key,
    row: row.row_no,
    contentHash: row.content_hash,
    observed: row.observed.getTime(),
    received: row.received.getTime(),
  }
}

const recordColumns = [
  "id",
  "customer",
  "subject",
  "birth",
  "source",
  "source_key",
  "batch",
  "row_no",
  "content_hash",
  "observed",
  "received",
  "bare",
  "clean",
]

export async function insertRecords(tx: Tx, records: readonly KeptRecord[]): Promise<void> {
  if (records.length === 0) return
  const rows = records
    .toSorted(byId)
    .map((record) => [
      record.id,
      record.customer ?? null,
      record.subject,
      record.birth,
      record.source,
      record.sourceKey,
      record.batch,
      record.row,
      record.contentHash,
      new Date(record.observed),
      new Date(record.received),
      record.bare,
      JSON.stringify(record.clean),
    ])
  await tx.copyIn({ table: "record", columns: recordColumns }, rows)
}

/** Puts other evidence into the current row of records that exist. Birth and key never change. */
export async function replaceRecords(tx: Tx, records: readonly KeptRecord[]): Promise<void> {
  if (records.length === 0) return
  await sql`
    update record set customer = n.customer, last_customer = null, subject = n.subject,
      batch = n.batch, row_no = n.row_no, content_hash = n.content_hash,
      observed = n.observed, received = n.received, bare = n.bare, clean = n.clean::json
    from unnest(
      ${records.map(({ id }) => id)}::uuid[],
      ${records.map(({ customer }) => customer ?? null)}::uuid[],
      ${records.map(({ subject }) => subject)}::text[],
      ${records.map(({ batch }) => batch)}::int[],
      ${records.map(({ row }) => row)}::int[],
      ${records.map(({ contentHash }) => contentHash)}::bytea[],
      ${records.map(({ observed }) => new Date(observed).toISOString())}::timestamptz[],
      ${records.map(({ received }) => new Date(received).toISOString())}::timestamptz[],
      ${records.map(({ bare }) => bare)}::boolean[],
      ${records.map(({ clean }) => JSON.stringify(clean))}::text[]
    ) as n (id, customer, subject, batch, row_no, content_hash, observed, received, bare, clean)
    where record.id = n.id`.execute(tx.tables())
}

export interface Move {
  readonly record: RecordId
  /** Absent: no live evidence is left. */
  readonly customer: CustomerId | undefined
  /** Where the id of a record without evidence leads. */
  readonly lastCustomer: CustomerId | undefined
}

/** The only thing that a join or a separation changes. */
export async function moveRecords(tx: Tx, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return
  await sql`
    update record set customer = n.customer, last_customer = n.last_customer
    from unnest(
      ${moves.map(({ record }) => record)}::uuid[],
      ${moves.map(({ customer }) => customer ?? null)}::uuid[],
      ${moves.map(({ lastCustomer }) => lastCustomer ?? null)}::uuid[]
    ) as n (id, customer, last_customer)
    where record.id = n.id`.execute(tx.tables())
}

/**
 * Keeps what records say and where they belong before that changes. Called once evidence that goes on
 * counting lies among the versions.
 */
export async function rememberRecords(
  tx: Tx,
  records: readonly RecordId[],
  until: Date,
): Promise<void> {
  if (records.length === 0) return
  await sql`
    insert into record_history (record, until, customer, last_customer, subject, batch, row_no,
      content_hash, observed, received, bare, clean, superseded)
    select r.id, ${until}::timestamptz, r.customer, r.last_customer, r.subject, r.batch, r.row_no,
      r.content_hash, r.observed, r.received, r.bare, r.clean,
      exists (select from record_version v
        where v.record = r.id and v.batch = r.batch and v.row_no = r.row_no)
    from record r where r.id = any(${records}::uuid[]) order by r.id`.execute(tx.tables())
}

/** Records by id as they were at an instant, in no particular order. */
export async function readRecordsThen(
  tx: Tx,
  ids: readonly RecordId[],
  asOf: Date,
): Promise<readonly KeptRecord[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<RecordRow>`
    select coalesce(t.subject, r.subject) as subject, coalesce(t.batch, r.batch) as batch,
      coalesce(t.row_no, r.row_no) as row_no, coalesce(t.content_hash, r.content_hash) as content_hash,
      coalesce(t.observed, r.observed) as observed, coalesce(t.received, r.received) as received,
      coalesce(t.bare, r.bare) as bare, coalesce(t.clean, r.clean) as clean,
      case when t.record is null then r.customer else t.customer end as customer,
      r.id, r.birth, r.source, r.source_key, r.department
    from record r left join lateral (
      select h.* from record_history h where h.record = r.id and h.until > ${asOf}::timestamptz
      order by h.until, h.n limit 1) t on true
    where r.id = any(${ids}::uuid[])`.execute(tx.tables())
  return rows.map(keptRecord)
}

/**
 * A block of births: the first of `count` numbers in a row that nobody else will get. Who comes next
 * waits for the end of this transaction; undone, it has taken none.
 */
export async function reserveBirths(tx: Tx, count: number): Promise<number> {
  const { rows } = await sql<{ first: number }>`
    update birth_counter set next = next + ${count} returning next - ${count} as first`.execute(
    tx.tables(),
  )
  const [row] = rows
  if (row === undefined) throw new Error("no births were given")
  return row.first
}

/** The number of an edit by hand: larger than that of every edit before. */
export async function nextEdit(tx: Tx): Promise<number> {
  const { rows } = await sql<{ edit: number }>`select nextval('edit_number')::int as edit`.execute(
    tx.tables(),
  )
  const [row] = rows
  if (row === undefined) throw new Error("an edit got no number")
  return row.edit
}

/** What shadows said before an edit; one that said nothing before has no version. */
export async function readTypedBefore(
  tx: Tx,
  shadows: readonly RecordId[],
  edit: number,
): Promise<ReadonlyMap<RecordId, CleanValues>> {
  const rows = await tx
    .tables<KeepTables>()
    .selectFrom("record_version")
    .select(["record", "clean"])
    .distinctOn("record")
    .where(sql<boolean>`record = any(${shadows}::uuid[])`)
    .where("batch", "=", 0)
    .where("row_no", "<", edit)
    .orderBy("record")
    .orderBy("row_no", "desc")
    .execute()
  return new Map(rows.map(({ record, clean }) => [record, clean]))
}

/** What records said last at a time each, as far as it was superseded since: one answer for each. */
export async function readSaidUntil(
  tx: Tx,
  asked: readonly { readonly record: RecordId; readonly until: Date }[],
): Promise<readonly (CleanValues | null)[]> {
  if (asked.length === 0) return []
  const { rows } = await sql<{ clean: CleanValues | null }>`
    select v.clean from unnest(
      ${asked.map(({ record }) => record)}::uuid[],
      ${asked.map(({ until }) => until.toISOString())}::timestamptz[]
    ) with ordinality as a (record, until, place)
    left join lateral (
      select clean from record_version v where v.record = a.record and v.observed <= a.until
      order by v.batch desc, v.row_no desc limit 1) v on true
    order by a.place`.execute(tx.tables())
  return rows.map(({ clean }) => clean)
}

export async function addVersions(tx: Tx, versions: readonly Version[]): Promise<void> {
  if (versions.length === 0) return
  const rows = versions
    .toSorted((one, two) => (one.record < two.record ? -1 : 1))
    .map((version) => [
      version.record,
      version.batch,
      version.row,
      version.contentHash,
      new Date(version.observed),
      new Date(version.received),
      JSON.stringify(version.clean),
    ])
  const columns = ["record", "batch", "row_no", "content_hash", "observed", "received", "clean"]
  await tx.copyIn({ table: "record_version", columns }, rows)
}

/** The latest superseded evidence of each record that has any. */
export async function readLatestVersions(
  tx: Tx,
  records: readonly RecordId[],
): Promise<readonly Version[]> {
  if (records.length === 0) return []
  const rows = await tx
    .tables<KeepTables>()
    .selectFrom("record_version")
    .selectAll()
    .distinctOn("record")
    .where(sql<boolean>`record = any(${records}::uuid[])`)
    .orderBy("record")
    .orderBy("batch", "desc")
    .orderBy("row_no", "desc")
    .execute()
  return rows.map(({ row_no, content_hash, observed, received, ...row }) => ({
    ...row,
    row: row_no,
    contentHash: content_hash,
    observed: observed.getTime(),
    received: received.getTime(),
  }))
}

/** Versions that became current rows again. */
export async function takeVersions(
  tx: Tx,
  versions: readonly Pick<Version, "record" | "batch" | "row">[],
): Promise<void> {
  if (versions.length === 0) return
  await sql`
    delete from record_version using unnest(
      ${versions.map(({ record }) => record)}::uuid[],
      ${versions.map(({ batch }) => batch)}::int[],
      ${versions.map(({ row }) => row)}::int[]
    ) as taken (record, batch, row_no)
    where record_version.record = taken.record and record_version.batch = taken.batch
      and record_version.row_no = taken.row_no`.execute(tx.tables())
}

/** When the versions of a batch ceased to count, and how many are taken away at most. */
export interface Removal {
  readonly withdrawn: Date
  readonly limit: number
}

/**
 * What a batch said and others superseded: once the batch is undone it may never come back. Answers
 * the record of each version that went.
 */
export async function removeVersionsOf(
  tx: Tx,
  batch: number,
  { withdrawn, limit }: Removal,
): Promise<readonly RecordId[]> {
  await sql`
    update record_history set withdrawn = ${withdrawn}
    where batch = ${batch} and superseded and withdrawn is null`.execute(tx.tables())
  const { rows } = await sql<{ record: RecordId }>`
    delete from record_version where (record, batch, row_no) in (
      select record, batch, row_no from record_version where batch = ${batch} limit ${limit})
    returning record`.execute(tx.tables())
  return rows.map(({ record }) => record)
}

function byId(one: { readonly id: string }, two: { readonly id: string }): number {
  return one.id < two.id ? -1 : 1
}
