import { sql, type RawBuilder } from "kysely"
import { viewsAsOf, type Printed } from "#keep"
import type { Tx } from "#store"
import { severalSources, type CountedValue } from "./composition.ts"

/** What is counted, and as of when. */
export interface Counting {
  readonly by: string
  readonly asOf: Date | undefined
}

/**
 * Customers that satisfy a printed question, counted by kind and value. Cost: one pass over them; of
 * ages a line for each day of birth.
 */
export async function countValues(
  tx: Tx,
  { by, asOf }: Counting,
  where: Printed,
): Promise<readonly CountedValue[]> {
  const sex = by === "age" ? sql`c.sex` : sql`null::text`
  const { rows } = await sql<CountedValue>`${viewsAsOf(asOf)}
    select c.kind, nullif(${valueOf(by)}, '') as value, ${sex} as sex, count(*) as customers
    from customer_view c where ${where.postgres} group by 1, 2, 3`.execute(tx.tables<unknown>())
  return rows
}

/** @param by checked against the dictionary */
function valueOf(by: string): RawBuilder<unknown> {
  if (by === "age") return sql.ref("c.birth_date")
  if (by !== "source") return sql.ref(`c.${by}`)
  return sql`case when cardinality(c.sources) > 1 then ${severalSources}
    else (select s.id::text from source_view s where s.no = c.sources[1]) end`
}
