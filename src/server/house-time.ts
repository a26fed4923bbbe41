import { zoneClock } from "#flow"

/** Days as they are counted where the house stands. */
export interface HouseTime {
  /** ISO date of an instant. */
  readonly dayOf: (instant: Date) => string
  /** The instant that somebody means who writes one, or a day: its last moment. Nothing is now. */
  readonly instantOf: (asOf: string | undefined) => Date | undefined
}

const usualZone = "Asia/Shanghai"

/**
 * @param zone of the tz database; as a source has its own, this is for what is asked of all together
 * @throws Failure "flow/unknown-zone"
 */
export function houseTime(zone: string = usualZone): HouseTime {
  const clock = zoneClock(zone)
  return {
    dayOf: (instant) => clock.dayOf(instant),
    instantOf: (asOf) => {
      if (asOf === undefined) return undefined
      if (asOf.includes("T")) return new Date(asOf)
      const next = new Date(`${asOf}T00:00:00Z`)
      next.setUTCDate(next.getUTCDate() + 1)
      const midnight = clock.instantOf({ day: next.toISOString().slice(0, 10), ms: 0 })
      return new Date(midnight.getTime() - 1)
    },
  }
}
