import { sql } from "kysely"
import type { Question } from "#kernel"
import { columnOf, isKnown, someValue } from "./column.ts"
import { compareValue } from "./comparable.ts"
import { equalsOneOf } from "./equal.ts"
import type { Asker, Printed, Sql } from "./printed.ts"

type Compare = Extract<Question, { is: "compare" }>

/**
 * `<>` means: known, and another. Whoever wants the unknown too says `not` of `=`.
 * Of several values one that satisfies is enough; for `<>` all must be others.
 */
export function compare({ field, by, value }: Compare, asker: Asker): Printed {
  const column = columnOf(field)
  if (by === "=") return { postgres: equalsOneOf(column, [value], asker) }
  if (by !== "<>") return { postgres: someValue(column, compareValue(column, by, value)) }
  const same = equalsOneOf(column, [value], asker)
  const known: Sql = isKnown(column)
  if (column.kind !== "date") return { postgres: sql`(${known} and not ${same})` }
  // A date that may be the one asked for is not another: 1980 is not surely unlike 1980-05-17.
  const before = someValue(column, compareValue(column, "<", value))
  const after = someValue(column, compareValue(column, ">", value))
  return { postgres: sql`(${before} or ${after})` }
}
