import { z } from "zod"
import { Question } from "#kernel"
import { changing, failureFacts, reading } from "./operation.ts"
import { AsOf, Instant } from "./page.ts"

const Run = z.strictObject({
  run: z.int(),
  analysis: z.string(),
  definition: z.string(),
  asOf: z.iso.date(),
  finished: Instant.nullable(),
})

/** Every analysis of the registry, and its current run. */
const list = reading("analysis/read")
  .route({ method: "GET", path: "/analyses", tags: ["analysis"] })
  .output(
    z.array(
      z.strictObject({
        analysis: z.string(),
        definition: z.string(),
        /** Columns whose values are codes, and these codes as they are offered. */
        choices: z.record(z.string(), z.array(z.string())),
        current: Run.nullable(),
      }),
    ),
  )

const Edges = z.array(z.number()).length(4)

export const Rfm = z.strictObject({
  run: Run,
  n: z.int(),
  currency: z.string(),
  /** Upper edges of the first four fifths: days, purchase days, major units of the currency. */
  edges: z.strictObject({ R: Edges, F: Edges, M: Edges }),
  mean: z.strictObject({ R: z.number(), F: z.number(), M: z.number() }),
  /** Recency × frequency, scores 1–5 (5 is best). */
  cells: z.array(
    z.strictObject({
      r: z.int(),
      f: z.int(),
      customers: z.int(),
      minor: z.int(),
      segment: z.string(),
    }),
  ),
  segments: z.array(
    z.strictObject({ segment: z.string(), customers: z.int(), minor: z.int(), share: z.number() }),
  ),
})

/** The current picture of recency, frequency and money. */
const rfm = reading("analysis/read")
  .route({ method: "GET", path: "/analyses/rfm", tags: ["analysis"] })
  .output(Rfm)
  .errors({ "analyse/no-run": { status: 404, data: failureFacts } })

/** Computes it anew as of a date (default: the last purchase known) and makes it the current run. */
const runRfm = changing("analysis/run")
  .route({ method: "POST", path: "/analyses/rfm/runs", tags: ["analysis"] })
  .input(z.strictObject({ asOf: z.iso.date().optional() }))
  .output(Rfm)
  .errors({ "analyse/not-enough-data": { status: 409, data: failureFacts } })

const count = z.int().min(0)
/** Customers, and the question that finds exactly them. */
const Share = z.strictObject({ customers: count, question: Question })

export const Composition = z.strictObject({
  by: z.string(),
  /** Day as of which ages are counted; with `asOf` asked for, also who is counted, and as what. */
  asOf: z.iso.date(),
  /** Groups, others, unsure, unknown and outside add up to it. */
  customers: count,
  groups: z.array(
    z.strictObject({
      ...Share.shape,
      /** Code, text, id of a source or `several`, youngest age of a band of five years. */
      value: z.string(),
      bySex: z.strictObject({ male: count, female: count, unknown: count }).nullable(),
    }),
  ),
  /** Behind the 200 most frequent values. */
  others: z.strictObject({ ...Share.shape, values: z.int() }).nullable(),
  /** A birth date that fits two bands, or lies after the day. */
  unsure: Share,
  unknown: Share,
  /** Of whom it is not said: organisations have no sex. */
  outside: Share,
})

const among = {
  kind: z.enum(["person", "organisation"]).optional(),
  source: z.uuid().optional(),
}

/**
 * Who the customers are, by one thing: `kind`, `age`, `source`, or a field such as `sex` or `province`.
 * As of then: who was a customer, and as what was known; its questions are to be asked as of then, too.
 */
const composition = reading("analysis/read")
  .route({ method: "GET", path: "/analyses/composition", tags: ["analysis"] })
  .input(
    z.strictObject({
      by: z.string().max(63).default("kind"),
      ...among,
      asOf: AsOf.optional(),
    }),
  )
  .output(Composition)
  .errors({ "analyse/not-countable": { status: 422, data: failureFacts } })

export const Trends = z.strictObject({
  beginning: z.enum(["arrival", "first-order"]),
  step: z.enum(["month", "week"]),
  /** Periods and never add up to it. */
  customers: count,
  /** Steps in which nobody came are there too. */
  periods: z.array(z.strictObject({ ...Share.shape, from: z.iso.date(), to: z.iso.date() })),
  never: Share,
})

/** New customers a month or a week (from Monday): first heard of, or first ordered. */
const trends = reading("analysis/read")
  .route({ method: "GET", path: "/analyses/trends", tags: ["analysis"] })
  .input(
    z.strictObject({
      beginning: z.enum(["arrival", "first-order"]).default("arrival"),
      step: z.enum(["month", "week"]).default("month"),
      ...among,
      asOf: AsOf.optional(),
    }),
  )
  .output(Trends)

export const analysis = { list, rfm, runRfm, composition, trends }
