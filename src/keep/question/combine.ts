import { sql } from "kysely"
import { no, yes, type Sql } from "./printed.ts"

/** All of nothing is true. */
export function all(parts: readonly Sql[]): Sql {
  return parts.length === 0 ? yes : sql`(${sql.join(parts, sql` and `)})`
}

/** One of nothing is false. */
export function some(parts: readonly Sql[]): Sql {
  return parts.length === 0 ? no : sql`(${sql.join(parts, sql` or `)})`
}

export function opposite(part: Sql): Sql {
  return sql`(not ${part})`
}
