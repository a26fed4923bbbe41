import type { Question } from "#kernel"
import { columnOf, isKnown } from "./column.ts"
import type { Printed } from "./printed.ts"

type Known = Extract<Question, { is: "known" }>

export function known({ field }: Known): Printed {
  return { postgres: isKnown(columnOf(field)) }
}
