import { sql } from "kysely"
import type { Question } from "#kernel"
import { columnOf, refuse, someValue, type Column } from "./column.ts"
import type { Place, Sql } from "./printed.ts"

type Like = Extract<Question, { is: "like" }>

/** Part of a text. A–Z and a–z are the same letters here, whatever the language of the database. */
export function like({ field, text, at }: Like, { engine }: Place): Sql {
  const column = columnOf(field, engine)
  if (column.sensitive) refuse(column, "sensitive")
  if (!isText(column)) refuse(column, "not_for_field")
  const part = smallLatin(text)
  return someValue(column, (value) => {
    const small = engine.smallLatin(value)
    return at === "start" ? sql`starts_with(${small}, ${part})` : sql`strpos(${small}, ${part}) > 0`
  })
}

function smallLatin(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

function isText(column: Column): boolean {
  return !["choice", "date", "money", "number"].includes(column.kind)
}
