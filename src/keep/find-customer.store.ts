import { sql } from "kysely"
import { CustomerId, Failure, type Principal, type RecordId } from "#kernel"
import type { Tx } from "#store"
import { viewsAsOf } from "./as-of.ts"
import type { CustomerTable } from "./keep-tables.ts"
import { parseNumber } from "./number.ts"
import { seenBy } from "./question/seen-by.ts"

/** Who reads: departments decide which records, and so which customers, are seen. */
export interface Reader extends Pick<Principal, "departments"> {
  /** Reads what was known at this instant, not what is known now. */
  readonly asOf?: Date | undefined
}

/** A customer that somebody named by an id or a number. */
export interface FoundCustomer {
  readonly row: CustomerTable
  /** The id that was asked for led to another customer's. */
  readonly moved: boolean
}

/**
 * The customer behind an id of it or of any of its records, of now or before, or behind its number.
 * @throws Failure "keep/unknown-customer", also where the reader may not see it
 */
export async function findCustomer(tx: Tx, asked: string, reader: Reader): Promise<FoundCustomer> {
  const id = CustomerId.safeParse(asked)
  const named = id.success ? id.data : await idOfNumber(tx, asked)
  const row = named && (await readOwner(tx, named, reader))
  if (row === undefined) throw new Failure("keep/unknown-customer")
  return { row, moved: id.success && row.id !== id.data }
}

async function readOwner(
  tx: Tx,
  id: CustomerId,
  reader: Reader,
): Promise<CustomerTable | undefined> {
  const { asOf } = reader
  if (asOf !== undefined) return readOwnerThen(tx, id, { ...reader, asOf })
  const customer = await ownerOf(tx, id)
  return customer && readVisible(tx, customer, reader)
}

/**
 * Of a record without live evidence, whom the rest of its last customer became. That one may have lost
 * its evidence since; so it goes on, as often as there are links to follow.
 */
async function ownerOf(tx: Tx, id: CustomerId): Promise<CustomerId | undefined> {
  const { rows } = await sql<{ customer: CustomerId }>`
    with recursive step as (
      select id, customer, last_customer, 0 as steps from record where id = ${id}::uuid
      union all
      select r.id, r.customer, r.last_customer, s.steps + 1
      from step s join record r on r.id = s.last_customer
      where s.customer is null and r.id <> s.id and s.steps < 50)
    select customer from step where customer is not null limit 1`.execute(tx.tables<unknown>())
  return rows[0]?.customer
}

interface ThenReader extends Reader {
  readonly asOf: Date
}

/**
 * The same at an instant: record by record as it stood then. A record that came later leads to a
 * customer that does not hold it yet, and so to nobody.
 */
async function readOwnerThen(
  tx: Tx,
  id: CustomerId,
  reader: ThenReader,
): Promise<CustomerTable | undefined> {
  const then = sql`left join lateral (
      select h.record, h.customer, h.last_customer from record_history h
      where h.record = r.id and h.until > ${reader.asOf}::timestamptz
      order by h.until, h.n limit 1) t on true`
  const owner = sql`case when t.record is null then r.customer else t.customer end as customer,
    case when t.record is null then r.last_customer else t.last_customer end as last_customer`
  const { rows } = await sql<{ record: RecordId; customer: CustomerId }>`
    with recursive step as (
      select r.id as record, ${owner}, 0 as steps from record r ${then} where r.id = ${id}::uuid
      union all
      select r.id, ${owner}, s.steps + 1
      from step s join record r on r.id = s.last_customer ${then}
      where s.customer is null and r.id <> s.record and s.steps < 50)
    select record, customer from step where customer is not null limit 1`.execute(
    tx.tables<unknown>(),
  )
  const [owned] = rows
  if (owned === undefined) return undefined
  const row = await readVisible(tx, owned.customer, reader)
  return row?.members.includes(owned.record) === true ? row : undefined
}

/** A number whose customer became part of another is its record's birth; that is looked for without an index. */
async function idOfNumber(tx: Tx, written: string): Promise<CustomerId | undefined> {
  const birth = parseNumber(written)
  if (birth === undefined) return undefined
  const { rows } = await sql<{ id: CustomerId }>`
    select id from customer where no = ${birth}::bigint`.execute(tx.tables<unknown>())
  if (rows[0] !== undefined) return rows[0].id
  const born = await sql<{ id: CustomerId }>`
    select id from record where birth = ${birth}::bigint`.execute(tx.tables<unknown>())
  return born.rows[0]?.id
}

async function readVisible(
  tx: Tx,
  id: CustomerId,
  reader: Reader,
): Promise<CustomerTable | undefined> {
  const { rows } = await sql<CustomerTable>`${viewsAsOf(reader.asOf)}
    select c.* from customer c where c.id = ${id}::uuid and ${seenBy(reader)}`.execute(
    tx.tables<unknown>(),
  )
  return rows[0]
}
