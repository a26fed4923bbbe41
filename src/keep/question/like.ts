import { sql } from "kysely"
import type { Question } from "#kernel"
import { columnOf, refuse, someValue, type Column } from "./column.ts"
import type { Printed, Sql } from "./printed.ts"

type Like = Extract<Question, { is: "like" }>

/** Part of a text. A–Z and a–z are the same letters here, whatever the language of the database. */
export function like({ field, text, at }: Like): Printed {
  const column = columnOf(field)
  if (column.sensitive) refuse(column, "sensitive")
  if (!isText(column)) refuse(column, "not_for_field")
  const pattern = at === "start" ? `${escapeLike(text)}%` : `%${escapeLike(text)}%`
  return { postgres: someValue(column, (value) => isLike(value, pattern)) }
}

/** `%`, `_` and `\` stand for themselves. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`)
}

/** Case of A–Z does not count. */
function isLike(value: Sql, pattern: string): Sql {
  return sql`lower(${value} collate "C") like ${lowerLatin(pattern)}`
}

/** Small letters for A–Z only, as PostgreSQL does it in collation C. */
function lowerLatin(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

function isText(column: Column): boolean {
  return !["choice", "date", "money", "number"].includes(column.kind)
}
