import type { TimelineEvent } from "./asking-customer.ts"

export interface MonthOfEvents {
  /** YYYY-MM */
  readonly month: string
  readonly events: readonly TimelineEvent[]
}

type ZoneOf = (event: TimelineEvent) => string | undefined

/** Events by the month of their source's calendar; their order stays. */
export function monthsOf(
  events: readonly TimelineEvent[],
  zoneOf: ZoneOf,
): readonly MonthOfEvents[] {
  const months = Map.groupBy(events, (event) => clockIn(event.at, zoneOf(event)).month)
  return [...months].map(([month, own]) => ({ month, events: own }))
}

export interface Clock {
  readonly month: string
  /** Of the month, without a leading zero. */
  readonly day: string
  /** Missing at midnight: then only the day was told. */
  readonly time: string | undefined
}

/** Day and time of an instant as a clock in that zone shows them; without zone, as here. */
export function clockIn(at: string, zone: string | undefined): Clock {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  )
  const of = (part: Intl.DateTimeFormatPartTypes) => parts.get(part) ?? ""
  const time = `${of("hour")}:${of("minute")}`
  return {
    month: `${of("year")}-${of("month")}`,
    day: String(Number(of("day"))),
    time: time === "00:00" ? undefined : time,
  }
}

/** The calendar date of an instant in a zone. */
export function dayIn(at: string, zone: string | undefined): string {
  const { month, day } = clockIn(at, zone)
  return `${month}-${day.padStart(2, "0")}`
}

const made = new Map<string | undefined, Intl.DateTimeFormat>()

/** To make one costs more than to use it. */
function formatOf(zone: string | undefined): Intl.DateTimeFormat {
  const known = made.get(zone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(zone === undefined ? {} : { timeZone: zone }),
  })
  made.set(zone, format)
  return format
}
