import { z } from "zod"
import { changing, failureFacts, reading } from "./operation.ts"
import { Instant } from "./page.ts"

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
      z.strictObject({ analysis: z.string(), definition: z.string(), current: Run.nullable() }),
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

export const analysis = { list, rfm, runRfm }
