import { sql } from "kysely"
import type { Question } from "#kernel"
import { columnOf, isKnown, someValue } from "./column.ts"
import { compareValue } from "./comparable.ts"
import { equalsOneOf } from "./equal.ts"
import type { Place, Sql } from "./printed.ts"

type Compare = Extract<Question, { is: "compare" }>

/**
 * `<>` means: known, and another. Whoever wants the unknown too says `not` of `=`.
 * Of several values one that satisfies is enough; for `<>` all must be others.
 */
export function compare({ field, by, value }: Compare, { asker, engine }: Place): Sql {
  const column = columnOf(field, engine)
  if (by === "=") return equalsOneOf(column, [value], asker)
  if (by !== "<>") return someValue(column, compareValue(column, by, value))
  const same = equalsOneOf(column, [value], asker)
  if (column.kind !== "date") return sql`(${isKnown(column)} and not ${same})`
  // A date that may be the one asked for is not another: 1980 is not surely unlike 1980-05-17.
  const before = someValue(column, compareValue(column, "<", value))
  const after = someValue(column, compareValue(column, ">", value))
  return sql`(${before} or ${after})`
}
