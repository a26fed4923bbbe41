import { sql } from "kysely"
import type { Question } from "#kernel"
import { unaskable, type Asker, type Printed } from "./printed.ts"

type Trait = Extract<Question, { is: "trait" }>

/** A computed attribute in the current run of its analysis; nobody, where it has not run. */
export function trait({ analysis, column, values }: Trait, { traits }: Asker): Printed {
  const found = traits.find((each) => each.analysis === analysis)
  if (found === undefined) throw unaskable("unknown_analysis", { analysis })
  if (!found.columns.includes(column)) throw unaskable("unknown_column", { analysis, column })
  return {
    postgres: sql`exists (select from ${found.rows.postgres} as t where t.customer = c.id
      and ${sql.ref(`t.${column}`)}::text = any(${values}::text[]))`,
  }
}
