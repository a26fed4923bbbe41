import { sql } from "kysely"
import type { Question } from "#kernel"
import type { Place, Sql } from "./printed.ts"

type InBatch = Extract<Question, { is: "in-batch" }>

/** A record of it was delivered by the batch, then or now, or a live fact about it was. */
export function inBatch({ batch }: InBatch, { position }: Place): Sql {
  return position === "nested" ? ownRecordsOf(batch) : customersOf(batch)
}

function customersOf(batch: number): Sql {
  return sql`c.id in (
    select r.customer from record r where r.batch = ${batch}::integer and r.customer is not null
    union all
    select r.customer from record_version v join record r on r.id = v.record
      where v.batch = ${batch}::integer and r.customer is not null
    union all
    select o.customer from event_view e join membership_view o on o.record = e.record
      where e.load = ${batch}::integer)`
}

function ownRecordsOf(batch: number): Sql {
  return sql`exists (select 1 from unnest(c.members) as m(record)
    where exists (select 1 from record r where r.id = m.record and r.batch = ${batch}::integer)
      or exists (select 1 from record_version v
        where v.record = m.record and v.batch = ${batch}::integer)
      or exists (select 1 from event_view e
        where e.record = m.record and e.load = ${batch}::integer))`
}
