import type { CleanContext } from "./cleaner.ts"
import type { DateReason } from "./date-reason.ts"
import { arabicDate } from "./han-numeral.ts"

/** What a writing says, or why nothing can be read in it. */
export type DateReading =
  | {
      readonly value: string
      readonly changes: readonly DateReason[]
      readonly doubts: readonly DateReason[]
    }
  | { readonly flaw: DateReason }

type Read = (parts: readonly string[], context: CleanContext) => DateReading

const sep = "[-/.、\\p{Pd} ]"
// In order: the first shape that fits decides.
const shapes: readonly (readonly [shape: RegExp, read: Read])[] = [
  [
    new RegExp(`^(\\d{4}) ?(?:${sep}|年) ?(\\d{1,2}) ?(?:${sep}|月) ?(\\d{1,2})[日号]?$`, "u"),
    readParts,
  ],
  [/^(\d{4})(\d{2})(\d{2})$/, readParts],
  [new RegExp(`^(\\d{4}) ?(?:${sep}|年) ?(\\d{1,2})(?: ?月)?$`, "u"), readParts],
  [/^(\d{4})年?$/, readParts],
  [/^(\d{6})$/, readSix],
  [/^(\d{5})(?:\.\d+)?$/, readSerial],
  [new RegExp(`^(\\d{1,2})${sep}(\\d{1,2})${sep}(\\d{4})$`, "u"), readYearLast],
  [/^(\d{2})年(\d{1,2})月?(?:(\d{1,2})[日号]?)?$/, readShortYear],
  [new RegExp(`^(\\d{1,2})${sep}(\\d{1,2})${sep}(\\d{2})$`, "u"), readThreeShort],
  [
    /^(?:民国|中華民國|中华民国) ?(\d{1,3})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?$/,
    readRepublic,
  ],
]

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ")

/** Reads a date as people and programs write it. Whether the day exists is not asked here. */
export function readDate(spelled: string, context: CleanContext): DateReading {
  if (/农历|阴历|正月|腊月|闰|初[一二三四五六七八九十]/u.test(spelled))
    return { flaw: "date/lunar" }
  const arabic = arabicDate(spelled.replace(/^(?:公元|(?:出)?生于)|(?:出)?生$/gu, ""))
  const direct = readShape(arabic, context) ?? readWithMonthName(arabic, context)
  if (direct === undefined) return { flaw: "date/unreadable" }
  if ("flaw" in direct || arabic === spelled) return direct
  const rest = direct.changes.filter((reason) => reason !== "date/spelling")
  return { ...direct, changes: ["date/spelling", ...rest] }
}

function readShape(text: string, context: CleanContext): DateReading | undefined {
  for (const [shape, read] of shapes) {
    const found = shape.exec(text)
    if (found !== null) return read(found.slice(1), context)
  }
  return undefined
}

/** Year, month, day in this order. Zeros for month and day say that they are not known. */
function readParts([year = "", month = "", day = ""]: readonly string[]): DateReading {
  const noMonth = month === "" || Number(month) === 0
  const noDay = noMonth || day === "" || Number(day) === 0
  const value = noMonth
    ? year
    : noDay
      ? `${year}-${pad(month)}`
      : `${year}-${pad(month)}-${pad(day)}`
  const zeros = Number(month || 1) === 0 || Number(day || 1) === 0
  if (zeros && noMonth && Number(day) > 0) return { flaw: "date/no-such-day" }
  return { value, changes: zeros ? ["date/zero-parts"] : [], doubts: [] }
}

/** 198005 is a month, 800517 a day of one of two centuries, 200105 may be either. */
function readSix([six = ""]: readonly string[], context: CleanContext): DateReading {
  const asMonth = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])$/.test(six)
  const asDay = /^\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(six)
  if (asMonth && asDay) return { flaw: "date/ambiguous" }
  if (asMonth) return readParts([six.slice(0, 4), six.slice(4)])
  if (!asDay) return { flaw: "date/unreadable" }
  return readShortYear([six.slice(0, 2), six.slice(2, 4), six.slice(4)], context)
}

/** Days since 1899-12-30, as spreadsheets count: 29358 is 1980-05-17. */
function readSerial([serial = ""]: readonly string[]): DateReading {
  const value = new Date(Date.UTC(1899, 11, 30) + Number(serial) * 86_400_000).toISOString()
  return { value: value.slice(0, 10), changes: [], doubts: ["date/spreadsheet-serial"] }
}

function readYearLast(parts: readonly string[], { dateOrder }: CleanContext): DateReading {
  const [first = "", second = "", year = ""] = parts
  const [one, two] = [Number(first), Number(second)]
  if (one > 12 || two > 12) {
    const dayFirst = one > 12
    const against =
      dateOrder !== "unknown" && dateOrder !== (dayFirst ? "day-first" : "month-first")
    const read = dayFirst ? readParts([year, second, first]) : readParts([year, first, second])
    return withDoubt(read, against && "date/order")
  }
  if (dateOrder === "unknown" && one !== two) {
    return { value: year, changes: ["date/spelling"], doubts: ["date/order"] }
  }
  const [month, day] = dateOrder === "day-first" ? [second, first] : [first, second]
  return withDoubt(readParts([year, month, day]), false)
}

/** The latest year that is not in the future. */
function readShortYear(
  [short = "", month, day]: readonly string[],
  { today }: CleanContext,
): DateReading {
  const now = today.startsWith("9999") ? 50 : Number(today.slice(2, 4))
  const year = `${Number(short) <= now ? "20" : "19"}${short}`
  return withDoubt(readParts([year, month ?? "", day ?? ""]), "date/century")
}

function readThreeShort(parts: readonly string[], context: CleanContext): DateReading {
  const [first = "", second = "", third = ""] = parts
  if (Number(first) > 31) return readShortYear(parts, context)
  const bigFirst = Number(first) > 12
  const order = bigFirst && Number(third) > 31 ? "day-first" : context.dateOrder
  if (order === "unknown" && Number(second) > 12 && Number(third) > 31) {
    return readShortYear([third, first, second], context)
  }
  if (order === "unknown") return { flaw: "date/ambiguous" }
  return readShortYear(
    order === "day-first" ? [third, second, first] : [third, first, second],
    context,
  )
}

/** Years of the Republic are counted from 1912. */
function readRepublic([year = "", month = "", day = ""]: readonly string[]): DateReading {
  return withDoubt(readParts([String(1911 + Number(year)), month, day]), false)
}

function readWithMonthName(text: string, context: CleanContext): DateReading | undefined {
  const dayFirst = /^(?:(\d{1,2})(?:st|nd|rd|th)?[- ]*)?([a-z]{3,9})\.?,?[- ]*(\d{4}|\d{2})$/i.exec(
    text,
  )
  const monthFirst = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}|\d{2})$/i.exec(text)
  const name = dayFirst?.[2] ?? monthFirst?.[1] ?? ""
  const month = months.indexOf(name.slice(0, 3).toLowerCase()) + 1
  if (month === 0) return undefined
  const day = dayFirst === null ? monthFirst?.[2] : dayFirst[1]
  const year = dayFirst?.[3] ?? monthFirst?.[3] ?? ""
  const parts = [year, String(month), day ?? ""]
  return year.length === 2 ? readShortYear(parts, context) : withDoubt(readParts(parts), false)
}

function withDoubt(read: DateReading, doubt: DateReason | false): DateReading {
  if ("flaw" in read) return read
  const doubts = doubt === false ? read.doubts : [...read.doubts, doubt]
  return { value: read.value, changes: ["date/spelling", ...read.changes], doubts }
}

function pad(part: string): string {
  return part.padStart(2, "0")
}
