import { sql } from "kysely"
import { refuse, type Column } from "./column.ts"
import { dateBounds } from "./date-bounds.ts"
import type { Sql } from "./printed.ts"

export type Order = "<" | "<=" | ">" | ">="

const operators: Readonly<Record<Order, Sql>> = {
  "<": sql`<`,
  "<=": sql`<=`,
  ">": sql`>`,
  ">=": sql`>=`,
}

/**
 * Is the value (a text that is there) surely before or after the one asked for? Dates by the days they can mean,
 * money within one currency, numbers as numbers, all other text by code points.
 */
export function compareValue(column: Column, by: Order, asked: string): (value: Sql) => Sql {
  if (column.sensitive) refuse(column, "sensitive")
  if (column.kind === "choice") refuse(column, "not_for_field")
  if (column.kind === "date") return compareDate(column, by, asked)
  if (column.kind === "money") return compareMoney(column, by, asked)
  if (column.kind === "number") return compareNumber(column, by, asked)
  return (value) => sql`${value} collate "C" ${operators[by]} ${asked}`
}

function compareDate(column: Column, by: Order, asked: string): (value: Sql) => Sql {
  const { first, last } = dateBounds(column, asked)
  const bound = by === "<" || by === ">=" ? first : last
  const padding = by === "<" || by === "<=" ? "-99-99" : "-00-00"
  return (value) =>
    sql`(${value} || substr(${padding}::text, length(${value}) - 3)) collate "C" ${operators[by]} ${bound}`
}

const money = /^(-?\d{1,15}) ([A-Z]{3})$/
const number = /^-?\d{1,15}(?:\.\d{1,9})?$/

function compareMoney(column: Column, by: Order, asked: string): (value: Sql) => Sql {
  const [, minor, currency] = money.exec(asked) ?? []
  if (minor === undefined || currency === undefined) return refuse(column, "not_money")
  return (value) => sql`(case when ${value} ~ '^-?[0-9]{1,15} [A-Z]{3}$'
    then split_part(${value}, ' ', 2) = ${currency}
      and split_part(${value}, ' ', 1)::numeric(24, 9) ${operators[by]} ${minor}::numeric(24, 9)
    else false end)`
}

function compareNumber(column: Column, by: Order, asked: string): (value: Sql) => Sql {
  if (!number.test(asked)) refuse(column, "not_a_number")
  return (value) => sql`(case when ${value} ~ '^-?[0-9]{1,15}([.][0-9]{1,9})?$'
    then ${value}::numeric(24, 9) ${operators[by]} ${asked}::numeric(24, 9)
    else false end)`
}
