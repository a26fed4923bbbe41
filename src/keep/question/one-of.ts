import { sql } from "kysely"
import type { Question } from "#kernel"
import type { Place, Sql } from "./printed.ts"

type OneOf = Extract<Question, { is: "one-of" }>

export function oneOf({ customers }: OneOf, { engine }: Place): Sql {
  return engine.name === "postgres"
    ? sql`c.id = any(${customers}::uuid[])`
    : sql`c.id in (select unnest(${customers}::uuid[]))`
}
