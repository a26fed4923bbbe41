import { cleanerOf, usualContext, type DateOrder } from "#cleanse"
import type { ZoneClock } from "./zone-clock.ts"

/** When an order was made, or why that cannot be said. */
export type OrderDate =
  | { readonly at: Date; readonly day: string }
  | { readonly flaw: "flow/order-date" | "flow/order-date-range" }

export interface OrderDateRules {
  readonly clock: ZoneClock
  readonly dateOrder: DateOrder
  /** ISO dates, both included. */
  readonly from: string
  readonly to: string
}

const timeOfDay =
  /^(.*?)[T ]? ?(上午|下午|[AP]M)? ?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(上午|下午|[AP]M)? ?(Z|[+-]\d{2}:?\d{2})?$/i
const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i

/** Reads the date of an order, with or without a time of day, a zone of its own or that of the source. */
export function readOrderDate(written: string, rules: OrderDateRules): OrderDate {
  const spelled = written.normalize("NFKC").trim()
  const found = timeOfDay.exec(spelled)
  const day = readDay(found?.[1] ?? spelled, rules)
  const ms = found === null ? 0 : msOf(found)
  if (day === undefined || ms === undefined) return { flaw: "flow/order-date" }
  const at = instantOf({ day, ms }, found?.[8] ?? "", rules.clock)
  if (Number.isNaN(at.getTime())) return { flaw: "flow/order-date" }
  const local = rules.clock.dayOf(at)
  if (local < rules.from || local > rules.to) return { flaw: "flow/order-date-range" }
  return { at, day: local }
}

const date = cleanerOf("date")

/** A whole day; a month or a year is no date of an order. */
function readDay(written: string, { dateOrder }: OrderDateRules): string | undefined {
  const verdict = date.cleanse(written, { ...usualContext, dateOrder })
  if (verdict.kind === "impossible" || verdict.value.length !== 10) return undefined
  return verdict.value
}

/** Milliseconds since midnight; 12 o'clock in the morning is midnight. */
function msOf(found: RegExpExecArray): number | undefined {
  const [, , before = "", hourText = "", minute = "", second = "0", fraction = "", after = ""] =
    found
  const half = (before || after).toLowerCase()
  const hour = Number(hourText)
  const later = half === "下午" || half === "pm"
  const hours = half === "" || hour > 12 ? hour : (hour % 12) + (later ? 12 : 0)
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  const ms = Number(fraction.padEnd(3, "0").slice(0, 3))
  return ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000 + ms
}

function instantOf(
  wall: { readonly day: string; readonly ms: number },
  zone: string,
  clock: ZoneClock,
): Date {
  if (!zoned.test(zone)) return clock.instantOf(wall)
  const [, sign = "+", hours = "0", minutes = "0"] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === "-" ? -1 : 1)
  return new Date(Date.parse(`${wall.day}T00:00:00Z`) + wall.ms - offsetMs)
}
