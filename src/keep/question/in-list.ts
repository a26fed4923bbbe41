import type { Question } from "#kernel"
import { columnOf } from "./column.ts"
import { equalsOneOf } from "./equal.ts"
import type { Asker, Printed } from "./printed.ts"

type InList = Extract<Question, { is: "in" }>

export function inList({ field, values }: InList, asker: Asker): Printed {
  return { postgres: equalsOneOf(columnOf(field), values, asker) }
}
