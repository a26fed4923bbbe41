import type { Question } from "#kernel"
import { columnOf } from "./column.ts"
import { equalsOneOf } from "./equal.ts"
import type { Place, Sql } from "./printed.ts"

type InList = Extract<Question, { is: "in" }>

export function inList({ field, values }: InList, { asker, engine }: Place): Sql {
  return equalsOneOf(columnOf(field, engine), values, asker)
}
