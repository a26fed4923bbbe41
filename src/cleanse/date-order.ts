import type { DateOrder } from "./cleaner.ts"

const yearLast = /^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](?:\d{4}|\d{2})(?:\D|$)/

/** Which number comes first in a column of dates like 03/04/2021: what no other order allows decides. */
export function dateOrderOf(values: Iterable<string>): DateOrder {
  let dayFirst = 0
  let monthFirst = 0
  for (const value of values) {
    const [, first = "", second = ""] = yearLast.exec(value) ?? []
    const [one, two] = [Number(first), Number(second)]
    if (one > 12 && one <= 31 && two <= 12) dayFirst++
    if (two > 12 && two <= 31 && one <= 12) monthFirst++
  }
  // A few slips do not overrule a column; an even mixture says nothing.
  if (dayFirst > 9 * monthFirst) return "day-first"
  return monthFirst > 9 * dayFirst ? "month-first" : "unknown"
}
