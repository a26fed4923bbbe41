import type { Question } from "#kernel"
import { columnOf, refuse, someValue } from "./column.ts"
import { all } from "./combine.ts"
import { compareValue } from "./comparable.ts"
import type { Place, Sql } from "./printed.ts"

type Range = Extract<Question, { is: "range" }>

/** From and to belong to it. One value must satisfy both ends. */
export function range({ field, from, to }: Range, { engine }: Place): Sql {
  const column = columnOf(field, engine)
  const ends = [
    ...(from === undefined ? [] : [compareValue(column, ">=", from)]),
    ...(to === undefined ? [] : [compareValue(column, "<=", to)]),
  ]
  if (ends.length === 0) refuse(column, "empty_range")
  return someValue(column, (value) => all(ends.map((end) => end(value))))
}
