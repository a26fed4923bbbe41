import { sql } from "kysely"
import type { Question } from "#kernel"
import type { Printed } from "./printed.ts"

type FromSource = Extract<Question, { is: "from-source" }>

export function fromSource({ source }: FromSource): Printed {
  return {
    postgres: sql`exists (select from source_view s where s.id = ${source}::uuid and s.no = any(c.sources))`,
  }
}
