import { sql } from "kysely"
import type { Question } from "#kernel"
import type { Printed } from "./printed.ts"

type InBatch = Extract<Question, { is: "in-batch" }>

/** A record of it was delivered by the batch, then or now, or a live fact about it was. */
export function inBatch({ batch }: InBatch): Printed {
  return {
    postgres: sql`c.id in (
      select r.customer from record r where r.batch = ${batch}::integer and r.customer is not null
      union all
      select r.customer from record_version v join record r on r.id = v.record
        where v.batch = ${batch}::integer and r.customer is not null
      union all
      select m.customer from event_view e join membership_view m on m.record = e.record
        where e.load = ${batch}::integer)`,
  }
}
