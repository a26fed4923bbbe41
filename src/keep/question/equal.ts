import { sql } from "kysely"
import { isPartialDate } from "#kernel"
import { refuse, someValue, type Column } from "./column.ts"
import { some } from "./combine.ts"
import type { Asker, Sql } from "./printed.ts"

/**
 * Is the value, or one of the values, one of those asked for? A date equals a partial one that it lies in;
 * a sensitive value is found by its blind index.
 */
export function equalsOneOf(column: Column, values: readonly string[], asker: Asker): Sql {
  const asked = values.map((value) => canonical(column, value))
  if (column.sensitive) {
    return someOf(
      column,
      asked.map((value) => asker.index(column.field, value)),
    )
  }
  if (column.kind === "date") return someValue(column, (value) => liesInOneOf(value, asked))
  return someOf(column, asked)
}

function someOf(column: Column, values: readonly string[]): Sql {
  const asked = sql`${values}::text[]`
  if (!column.many) return someValue(column, (value) => column.engine.isIn(value, asked))
  return sql`coalesce(${column.value} && ${asked}, false)`
}

function liesInOneOf(value: Sql, dates: readonly string[]): Sql {
  return some(
    dates.map((date) => sql`(${value} = ${date} or starts_with(${value}, ${`${date}-`}))`),
  )
}

/** As the value would be kept. What cannot be a value of the field is refused: it would find nobody. */
function canonical(column: Column, value: string): string {
  if (column.sensitive) return value.normalize("NFKC").replace(/\s/gu, "").toUpperCase()
  if (column.kind === "date" && !isPartialDate(value)) refuse(column, "not_a_date")
  if (column.choices !== undefined && !column.choices.includes(value))
    refuse(column, "unknown_choice")
  return value
}
