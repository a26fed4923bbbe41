import type { Question } from "#kernel"
import { asked, type Share } from "./composition.ts"

/** What makes a customer new: that we first heard of them, or that they first ordered. */
export const beginnings = ["arrival", "first-order"] as const
export type Beginning = (typeof beginnings)[number]

/** Weeks begin on Monday. */
export const steps = ["month", "week"] as const
export type Step = (typeof steps)[number]

/** So many new customers on the days of a step; `null` are those who have not begun. */
export interface CountedStep {
  /** First day of the step. */
  readonly from: string | null
  readonly customers: number
}

export interface Period extends Share {
  readonly from: string
  /** Last day. */
  readonly to: string
}

/** New customers step by step. The periods and those who never began add up to `customers`. */
export interface Trends {
  readonly beginning: Beginning
  readonly step: Step
  readonly customers: number
  readonly periods: Period[]
  readonly never: Share
}

export interface TrendsFrame {
  readonly beginning: Beginning
  readonly step: Step
  readonly among: readonly Question[]
}

/** Steps in which nobody came are there too, with 0: a gap is a finding. */
export function trendsOf(counted: readonly CountedStep[], frame: TrendsFrame): Trends {
  const { beginning, step, among } = frame
  const known = new Map(counted.map(({ from, customers }) => [from, customers]))
  const days = [...known.keys()].filter((day) => day !== null).toSorted()
  const periods = stepsBetween(days, step).map(({ from, to }) => ({
    from,
    to,
    customers: known.get(from) ?? 0,
    question: asked(among, beganIn(beginning, { from, to })),
  }))
  const never = { customers: known.get(null) ?? 0, question: asked(among, neverBegan(beginning)) }
  const customers = counted.reduce((sum, one) => sum + one.customers, 0)
  return { beginning, step, customers, periods, never }
}

interface Days {
  readonly from: string
  readonly to: string
}

function stepsBetween(days: readonly string[], step: Step): readonly Days[] {
  const found: Days[] = []
  const last = days.at(-1) ?? ""
  let from = days[0] ?? ""
  while (from !== "" && from <= last) {
    const next = stepAfter(from, step)
    found.push({ from, to: daysAfter(next, -1) })
    from = next
  }
  return found
}

function stepAfter(from: string, step: Step): string {
  if (step === "week") return daysAfter(from, 7)
  const [year = 0, month = 0] = from.split("-").map(Number)
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

function beganIn(beginning: Beginning, { from, to }: Days): readonly Question[] {
  if (beginning === "arrival") return [{ is: "range", field: "since", from, to }]
  return [
    { is: "has-event", kind: "order", atLeast: 1, from, to },
    { is: "not", of: { is: "has-event", kind: "order", atLeast: 1, to: daysAfter(from, -1) } },
  ]
}

function neverBegan(beginning: Beginning): readonly Question[] {
  const began: Question =
    beginning === "arrival"
      ? { is: "known", field: "since" }
      : { is: "has-event", kind: "order", atLeast: 1 }
  return [{ is: "not", of: began }]
}
