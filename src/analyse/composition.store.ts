import { sql } from "kysely"
import { viewsAsOf, type MirrorPrinted, type Printed, type Sql } from "#keep"
import type { MirrorReading, MirrorRow, Tx } from "#store"
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
  { postgres }: Printed,
): Promise<readonly CountedValue[]> {
  const { rows } =
    await sql<CountedValue>`${viewsAsOf(asOf)} ${valuesStatement(by, postgres)}`.execute(
      tx.tables<unknown>(),
    )
  return rows
}

/** The same of the mirror, which knows of now only. */
export async function countMirroredValues(
  reading: MirrorReading,
  by: string,
  { duckdb }: MirrorPrinted,
): Promise<readonly CountedValue[]> {
  return (await reading.rows(valuesStatement(by, duckdb))).map(countedOf)
}

function countedOf({ kind, value, sex, customers }: MirrorRow): CountedValue {
  return {
    kind: kind === "organisation" ? "organisation" : "person",
    value: typeof value === "string" ? value : null,
    sex: typeof sex === "string" ? sex : null,
    customers: Number(customers),
  }
}

/** The same text in both engines. @param by checked against the dictionary */
function valuesStatement(by: string, where: Sql): Sql {
  const sex = by === "age" ? sql`c.sex` : sql`null::text`
  return sql`select c.kind, nullif(${valueOf(by)}, '') as value, ${sex} as sex, count(*) as customers
    from customer_view c where ${where} group by 1, 2, 3`
}

function valueOf(by: string): Sql {
  if (by === "age") return sql.ref("c.birth_date")
  if (by !== "source") return sql.ref(`c.${by}`)
  return sql`case when c.sources[2] is not null then ${severalSources}
    else (select s.id::text from source_view s where s.no = c.sources[1]) end`
}
