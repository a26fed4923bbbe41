import { sql, type ColumnType } from "kysely"
import type { BatchId, CustomerId, RecordId, SourceId } from "#kernel"
import type { CopyValue, Tx } from "#store"

/** The payload of an event; `v` is the version of its shape. */
export type EventPayload = Readonly<Record<string, unknown>>

interface EventTables {
  readonly load: {
    readonly id: number
    readonly source: string
    readonly count: number
    readonly undone_at: Date | null
  }
  readonly event: { readonly record: RecordId; readonly load: number }
  readonly event_view: {
    readonly record: RecordId
    readonly at: Date
    readonly kind: string
    readonly amount: number | null
    readonly currency: string | null
    readonly data: ColumnType<EventPayload | null, never, never>
  }
  /** Published by keep. */
  readonly customer_view: { readonly id: CustomerId; readonly members: readonly RecordId[] }
}

/** A dated fact about a record. */
export interface FiledEvent {
  readonly record: RecordId
  readonly at: Date
  /** From `eventKey` or `contentKeys`. */
  readonly key: string
  readonly kind: string
  /** Minor units, with their currency. */
  readonly amount?: number | undefined
  readonly currency?: string | undefined
  /** A decimal number. */
  readonly quantity?: string | undefined
  readonly data?: EventPayload | undefined
}

/** One import that brings events: it has the id of its batch. */
export interface Load {
  readonly id: BatchId
  readonly source: SourceId
}

/** Makes the load, or revives it if it was undone: its events count from now on. */
export async function openLoad(tx: Tx, { id, source }: Load): Promise<void> {
  await tx
    .tables<EventTables>()
    .insertInto("load")
    .values({ id, source, count: 0, undone_at: null })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ undone_at: null }))
    .execute()
}

/** Says of a load how many events it brought, once all are filed. */
export async function closeLoad(tx: Tx, id: BatchId): Promise<number> {
  const { count } = await tx
    .tables<EventTables>()
    .selectFrom("event")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("load", "=", id)
    .executeTakeFirstOrThrow()
  await tx.tables<EventTables>().updateTable("load").set({ count }).where("id", "=", id).execute()
  return count
}

/**
 * Makes the months that these instants lie in. Making one waits for all who use events: call it in a
 * transaction of its own before the one that files.
 */
export async function ensureEventMonths(tx: Tx, instants: Iterable<Date>): Promise<void> {
  const months = new Set<string>()
  for (const at of instants) months.add(`${at.toISOString().slice(0, 7)}-01`)
  if (months.size === 0) return
  const days = sql.val([...months].toSorted((one, two) => (one < two ? -1 : 1)))
  await sql`select ensure_event_months(day, day) from unnest(${days}::date[]) as day`.execute(
    tx.tables(),
  )
}

const columns = ["record", "at", "key", "kind", "amount", "currency", "quantity", "data"]

/** Into which load events are filed, and from when on they count. */
export interface Filing {
  readonly load: BatchId
  readonly received: Date
}

/**
 * Files events of an open load, whose months exist. An event that is there stays as it is and with its
 * load; one whose load was undone goes over to this one, and what it was is kept.
 * @returns those that were new, by `identityOf`
 */
export async function fileEvents(
  tx: Tx,
  { load, received }: Filing,
  events: readonly FiledEvent[],
): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set()
  const db = tx.tables<EventTables>()
  await sql`create temporary table if not exists filed_event (
    record uuid, at timestamptz, key bigint, kind text,
    amount bigint, currency char(3), quantity numeric, data jsonb
  ) on commit drop`.execute(db)
  await tx.copyIn({ table: "filed_event", columns }, copied(events))
  await keepOvertaken(tx, load)
  const filed = await sql<Identity>`
    insert into event (record, at, key, kind, load, amount, currency, quantity, data, received)
    select distinct on (record, at, key)
      record, at, key, kind, ${load}::integer, amount, currency, quantity, data,
      ${received}::timestamptz
    from filed_event order by record, at, key
    on conflict (record, at, key) do update set
      kind = excluded.kind, load = excluded.load, amount = excluded.amount,
      currency = excluded.currency, quantity = excluded.quantity, data = excluded.data,
      received = excluded.received
    where event.load <> excluded.load
      and exists (select from load where load.id = event.load and load.undone_at is not null)
    returning record, at, key::text as key
  `.execute(db)
  await sql`truncate filed_event`.execute(db)
  return identitiesOf(filed.rows)
}

/** Most databases have undone no load, and then nothing is looked up. */
async function keepOvertaken(tx: Tx, load: BatchId): Promise<void> {
  const undone = await tx
    .tables<EventTables>()
    .selectFrom("load")
    .select("id")
    .where("undone_at", "is not", null)
    .limit(1)
    .execute()
  if (undone.length === 0) return
  await sql`
    insert into event_history (record, at, key, load, kind, amount, currency, quantity, received, data)
    select distinct e.record, e.at, e.key, e.load, e.kind, e.amount, e.currency, e.quantity,
      e.received, e.data
    from filed_event f
    join event e on e.record = f.record and e.at = f.at and e.key = f.key
    join load l on l.id = e.load
    where e.load <> ${load} and l.undone_at is not null
    on conflict do nothing`.execute(tx.tables())
}

type Identity = Pick<FiledEvent, "record" | "at" | "key">

/** What tells an event from all others, as one text. */
export function identityOf({ record, at, key }: Identity): string {
  return `${record} ${at.getTime()} ${key}`
}

function identitiesOf(events: readonly Identity[]): ReadonlySet<string> {
  return new Set(events.map(identityOf))
}

/** Those of these events that are there and live, by `identityOf`. */
export async function readKnownEvents(
  tx: Tx,
  events: readonly Identity[],
): Promise<ReadonlySet<string>> {
  const records = sql.val(events.map(({ record }) => record))
  const instants = sql.val(events.map(({ at }) => at.toISOString()))
  const keys = sql.val(events.map(({ key }) => key))
  const known = await sql<Identity>`
    select e.record, e.at, e.key::text as key
    from unnest(${records}::uuid[], ${instants}::timestamptz[], ${keys}::bigint[])
      as wanted (record, at, key)
    join event_view e on e.record = wanted.record and e.at = wanted.at and e.key = wanted.key
  `.execute(tx.tables())
  return identitiesOf(known.rows)
}

function* copied(events: readonly FiledEvent[]): Generator<readonly CopyValue[]> {
  for (const { record, at, key, kind, amount, currency, quantity, data } of events)
    yield [
      record,
      at,
      key,
      kind,
      amount ?? null,
      currency ?? null,
      quantity ?? null,
      data === undefined ? null : JSON.stringify(data),
    ]
}

/**
 * Hides the events of a load; nothing is deleted. Events that other live loads brought as well are to
 * be filed again from those.
 * @returns whether there was something to hide
 */
export async function undoLoad(tx: Tx, id: BatchId, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .tables<EventTables>()
    .updateTable("load")
    .set({ undone_at: at })
    .where("id", "=", id)
    .where("undone_at", "is", null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Where a page of records begins, and how long it is. */
export interface RecordPage {
  /** The last record of the page before; absent for the first page. */
  readonly after: RecordId | undefined
  readonly limit: number
}

/** Records that events of a load speak of, undone or not, by id. */
export async function recordsOfLoad(
  tx: Tx,
  id: BatchId,
  { after, limit }: RecordPage,
): Promise<readonly RecordId[]> {
  const page = tx
    .tables<EventTables>()
    .selectFrom("event")
    .select("record")
    .distinct()
    .where("load", "=", id)
    .orderBy("record")
    .limit(limit)
  const rows = await (after === undefined ? page : page.where("record", ">", after)).execute()
  return rows.map(({ record }) => record)
}

/** How many live events each of these records has; one without any is left out. */
export async function liveEventCounts(
  tx: Tx,
  records: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, number>> {
  const rows = await tx
    .tables<EventTables>()
    .selectFrom("event_view")
    .select(({ fn }) => ["record", fn.countAll<number>().as("count")])
    .where((eb) => eb("record", "=", eb.fn.any(eb.val(records))))
    .groupBy("record")
    .execute()
  return new Map(rows.map(({ record, count }) => [record, count]))
}

/** Live events of every record of a customer, oldest first, as they are told to that customer. */
export async function readEventsOfCustomer(tx: Tx, customer: CustomerId) {
  const db = tx.tables<EventTables>()
  const known = await db
    .selectFrom("customer_view")
    .select("members")
    .where("id", "=", customer)
    .executeTakeFirst()
  return db
    .selectFrom("event_view")
    .select(["at", "kind", "amount", "currency", "data"])
    .where((eb) => eb("record", "=", eb.fn.any(eb.val(known?.members ?? []))))
    .orderBy("at")
    .execute()
}
