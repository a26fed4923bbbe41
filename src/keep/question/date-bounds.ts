import { isPartialDate } from "#kernel"
import { refuse, type Column } from "./column.ts"

/**
 * The first and the last day that a partial date can mean, written so that text order is day order:
 * `1980` is from `1980-00-00` to `1980-99-99`. A bound at the edge of a month or a year is written
 * as that edge: `1980-12-31` ends as `1980-99-99`, so that "until the end of 1980" holds `1980` too.
 */
export interface DateBounds {
  readonly first: string
  readonly last: string
}

export function dateBounds(column: Column, text: string): DateBounds {
  if (!isPartialDate(text)) refuse(column, "not_a_date")
  return { first: firstOf(text), last: lastOf(text) }
}

const firstPadding = "-00-00"
const lastPadding = "-99-99"

function firstOf(text: string): string {
  const widened = text.replace(/^(\d{4}-\d{2})-01$/, "$1").replace(/^(\d{4})-01$/, "$1")
  return widened + firstPadding.slice(widened.length - 4)
}

function lastOf(text: string): string {
  const month = isLastDay(text) ? text.slice(0, 7) : text
  const widened = month.replace(/^(\d{4})-12$/, "$1")
  return widened + lastPadding.slice(widened.length - 4)
}

function isLastDay(text: string): boolean {
  if (text.length !== 10) return false
  const next = new Date(`${text}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.getUTCDate() === 1
}
