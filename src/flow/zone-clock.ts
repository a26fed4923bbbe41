import { Failure } from "#kernel"

/** A reading of a clock on a wall: no zone in it. */
export interface WallTime {
  /** ISO date. */
  readonly day: string
  /** Since midnight. */
  readonly ms: number
}

export interface ZoneClock {
  /** The instant at which the clocks of the zone show that. Of two, the first; of none, the next. */
  instantOf(wall: WallTime): Date
  /** ISO date that calendars of the zone show at an instant. */
  dayOf(instant: Date): string
}

const quarterMs = 15 * 60_000

/** @throws Failure "flow/unknown-zone" */
export function zoneClock(zone: string): ZoneClock {
  const format = formatOf(zone)
  const offsets = new Map<number, number>()
  // Offsets change on a quarter of an hour at the finest.
  const offsetAt = (utcMs: number): number => {
    const quarter = Math.floor(utcMs / quarterMs)
    const known = offsets.get(quarter)
    if (known !== undefined) return known
    const offset = wallMs(format, quarter * quarterMs) - quarter * quarterMs
    offsets.set(quarter, offset)
    return offset
  }
  return {
    instantOf: ({ day, ms }) => {
      const wall = Date.parse(`${day}T00:00:00Z`) + ms
      const before = wall - offsetAt(wall - 86_400_000)
      const after = wall - offsetAt(before)
      return new Date(offsetAt(after) === offsetAt(before) ? after : before)
    },
    dayOf: (instant) => {
      const utcMs = instant.getTime()
      return new Date(utcMs + offsetAt(utcMs)).toISOString().slice(0, 10)
    },
  }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      hourCycle: "h23",
    })
  } catch (error) {
    if (error instanceof RangeError)
      throw new Failure("flow/unknown-zone", { zone }, { cause: error })
    throw error
  }
}

/** What the clocks of the zone show at an instant, as if it were UTC. */
function wallMs(format: Intl.DateTimeFormat, utcMs: number): number {
  const parts = new Map(format.formatToParts(utcMs).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  )
}
