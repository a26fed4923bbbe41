import { sql } from "kysely"
import type { Tx } from "#store"

/** How many customers there are and what they stand on. Exact. */
export interface Standing {
  readonly customers: number
  readonly people: number
  readonly organisations: number
  /** Live records. */
  readonly records: number
  /** Customers that stand on more than one record. */
  readonly joined: number
  readonly today: { readonly newCustomers: number; readonly changedCustomers: number }
}

interface StandingRow extends Omit<Standing, "today"> {
  readonly born: number
  readonly changed: number
}

/**
 * Figures of what is kept. `today` counts from an instant on: a customer is new if nothing was known
 * of its oldest record before. Cost: one pass over the customers.
 */
export async function readStanding(tx: Tx, since: Date): Promise<Standing> {
  const { rows } = await sql<StandingRow>`
    select count(*) as customers,
      count(*) filter (where kind = 'person') as people,
      count(*) filter (where kind = 'organisation') as organisations,
      coalesce(sum(cardinality(members)), 0)::bigint as records,
      count(*) filter (where cardinality(members) > 1) as joined,
      count(*) filter (where updated >= ${since} and is_new) as born,
      count(*) filter (where updated >= ${since} and not is_new) as changed
    from (select c.*, c.version = 1 or (c.updated >= ${since} and exists (
        select from record r where r.id = c.id and r.received >= ${since}
          and not exists (select from record_version v where v.record = r.id and v.received < ${since})
      )) as is_new from customer c) c`.execute(tx.tables<unknown>())
  const [row] = rows
  if (row === undefined) throw new Error("counting gave no row")
  const { born: newCustomers, changed: changedCustomers, ...standing } = row
  return { ...standing, today: { newCustomers, changedCustomers } }
}
