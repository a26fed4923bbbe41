import { impossible, isPartialDate, judge, type Verdict } from "#kernel"
import type { Cleaner, CleanContext } from "./cleaner.ts"
import { dateReasons, type DateReason } from "./date-reason.ts"
import { readDate } from "./date-writing.ts"
import { isPlaceholder } from "./placeholder.ts"
import { unifySpelling } from "./spelling.ts"

/** Calendar date that may lack its day or its month: `1980-05-17`, `1980-05`, `1980`. */
export const date: Cleaner<DateReason> = {
  kind: "date",
  reasons: dateReasons,
  example: "1980-05-17",
  cleanse: cleanseDate,
}

const iso = /^(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
// What programs write where nothing was entered.
const defaults = new Set([
  "0001-01-01",
  "1900-01-01",
  "1899-12-30",
  "1899-12-31",
  "1970-01-01",
  "9999-12-31",
])

function cleanseDate(written: string, context: CleanContext): Verdict<string, DateReason> {
  if (iso.test(written)) return judgeDate(written, { changes: [], doubts: [] }, context)
  const spelled = unifySpelling(written).replace(/^["'`]+|["'`]+$/g, "")
  if (spelled === "") return impossible("date/empty")
  if (isPlaceholder(spelled) || /^0+(?:[-/.]0+)*$/.test(spelled)) {
    return impossible("date/placeholder")
  }
  const [day, clock] = withoutTime(spelled)
  const read = readDate(day, context)
  if ("flaw" in read) return impossible(read.flaw)
  const changes = [...read.changes, clock !== "" && ("date/time-left-out" as const)]
  const doubts = [...read.doubts, /16:00(?::00)?(?:\.0+)?Z/.test(clock) && ("date/zone" as const)]
  return judgeDate(read.value, { changes, doubts }, context)
}

interface Found {
  readonly changes: readonly (DateReason | false)[]
  readonly doubts: readonly (DateReason | false)[]
}

function judgeDate(
  value: string,
  { changes, doubts }: Found,
  { today }: CleanContext,
): Verdict<string, DateReason> {
  if (!isPartialDate(value)) return impossible("date/no-such-day")
  return judge(value, {
    changes,
    doubts: [
      ...doubts,
      value < "1000" && "date/year",
      defaults.has(value) && "date/default",
      value.slice(0, 10) > today && "date/future",
    ],
  })
}

/** The day, and the time of day behind it, if any. */
function withoutTime(spelled: string): readonly [day: string, clock: string] {
  const found =
    /[T ]?(?:上午|下午|[AP]M)? ?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)? ?(?:[AP]M|Z|[+-]\d{2}:?\d{2})?$/i.exec(
      spelled,
    )
  if (found === null || found.index < 6) return [spelled, ""]
  return [spelled.slice(0, found.index).trim(), found[0]]
}
