import type { Question } from "#kernel"
import { columnOf, isKnown } from "./column.ts"
import type { Place, Sql } from "./printed.ts"

type Known = Extract<Question, { is: "known" }>

export function known({ field }: Known, { engine }: Place): Sql {
  return isKnown(columnOf(field, engine))
}
