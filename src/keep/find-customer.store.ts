import { sql } from "kysely"
import { CustomerId, Failure, type Principal } from "#kernel"
import type { Tx } from "#store"
import type { CustomerTable } from "./keep-tables.ts"
import { parseNumber } from "./number.ts"
import { seenBy } from "./question/seen-by.ts"

/** Who reads: departments decide which records, and so which customers, are seen. */
export type Reader = Pick<Principal, "departments">

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
  const customer = id.success ? await ownerOf(tx, id.data) : await ownerOfNumber(tx, asked)
  const row = customer && (await readVisible(tx, customer, reader))
  if (row === undefined) throw new Failure("keep/unknown-customer")
  return { row, moved: id.success && row.id !== id.data }
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

/** A number whose customer became part of another is its record's birth; that is looked for without an index. */
async function ownerOfNumber(tx: Tx, written: string): Promise<CustomerId | undefined> {
  const birth = parseNumber(written)
  if (birth === undefined) return undefined
  const { rows } = await sql<{ id: CustomerId }>`
    select id from customer where no = ${birth}::bigint`.execute(tx.tables<unknown>())
  if (rows[0] !== undefined) return rows[0].id
  const born = await sql<{ id: CustomerId }>`
    select id from record where birth = ${birth}::bigint`.execute(tx.tables<unknown>())
  return born.rows[0] && ownerOf(tx, born.rows[0].id)
}

async function readVisible(
  tx: Tx,
  id: CustomerId,
  reader: Reader,
): Promise<CustomerTable | undefined> {
  const { rows } = await sql<CustomerTable>`
    select c.* from customer c where c.id = ${id}::uuid and ${seenBy(reader)}`.execute(
    tx.tables<unknown>(),
  )
  return rows[0]
}
