import { sql } from "kysely"
import type { Question } from "#kernel"
import { unaskable, type Place, type Sql } from "./printed.ts"

type Trait = Extract<Question, { is: "trait" }>

/** A computed attribute in the current run of its analysis; nobody, where it has not run. */
export function trait({ analysis, column, values }: Trait, { asker, engine }: Place): Sql {
  const found = asker.traits.find((each) => each.analysis === analysis)
  if (found === undefined) throw unaskable("unknown_analysis", { analysis })
  if (!found.columns.includes(column)) throw unaskable("unknown_column", { analysis, column })
  const value = sql`${sql.ref(`t.${column}`)}::text`
  return sql`exists (select 1 from ${found.rows[engine.name]} as t where t.customer = c.id
    and ${engine.isIn(value, sql`${values}::text[]`)})`
}
