import { sql } from "kysely"
import type { Question } from "#kernel"
import type { Place, Sql } from "./printed.ts"

type FromSource = Extract<Question, { is: "from-source" }>

export function fromSource({ source }: FromSource, { engine }: Place): Sql {
  const number = sql`(select s.no from source_view s where s.id = ${source}::uuid)`
  return sql`coalesce(${engine.isIn(number, sql.ref("c.sources"))}, false)`
}
