import { sql } from "kysely"
import type { Question } from "#kernel"
import type { Printed } from "./printed.ts"

type OneOf = Extract<Question, { is: "one-of" }>

export function oneOf({ customers }: OneOf): Printed {
  return { postgres: sql`c.id = any(${customers}::uuid[])` }
}
