import { sql } from "kysely"
import type { Question } from "#kernel"
import { columnOf, refuse, someValue } from "./column.ts"
import { compareValue } from "./comparable.ts"
import type { Printed } from "./printed.ts"

type Range = Extract<Question, { is: "range" }>

/** From and to belong to it. One value must satisfy both ends. */
export function range({ field, from, to }: Range): Printed {
  const column = columnOf(field)
  const ends = [
    ...(from === undefined ? [] : [compareValue(column, ">=", from)]),
    ...(to === undefined ? [] : [compareValue(column, "<=", to)]),
  ]
  if (ends.length === 0) refuse(column, "empty_range")
  const both = someValue(
    column,
    (value) =>
      sql`(${sql.join(
        ends.map((end) => end(value)),
        sql` and `,
      )})`,
  )
  return { postgres: both }
}
