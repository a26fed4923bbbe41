import { z } from "zod"
import { SourceId } from "#kernel"
import { changing, failureFacts, reading } from "./operation.ts"
import { Instant } from "./page.ts"

export const Source = z.strictObject({
  id: SourceId,
  no: z.int(),
  name: z.string(),
  kind: z.string(),
  direct: z.boolean(),
  initiative: z.enum(["customer", "us", "third-party"]),
  trust: z.number().min(0).max(1),
  purpose: z.string().nullable(),
  lawfulBasis: z.string().nullable(),
  zone: z.string(),
  created: Instant,
  /** Its yield: records it knows, customers behind them, live events. */
  records: z.int(),
  customers: z.int(),
  events: z.int(),
  batches: z.int(),
  lastBatch: Instant.nullable(),
  /** What its files held whose columns are remembered for the next. */
  remembers: z.array(z.enum(["people", "organisations", "orders"])),
})

const list = reading("source/read")
  .route({ method: "GET", path: "/sources", tags: ["source"] })
  .output(z.array(Source))

/** The kinds of source that a delivery can come from, most used first, and what is usually true of each. */
const kinds = reading("source/read")
  .route({ method: "GET", path: "/source-kinds", tags: ["source"] })
  .output(z.array(Source.pick({ kind: true, direct: true, initiative: true, trust: true })))

const unknownSource = { "collect/unknown-source": { status: 404, data: failureFacts } } as const

/** What is said of a source. A new trust takes part in the next choice of golden values. */
const update = changing("source/write")
  .route({ method: "PATCH", path: "/sources/{source}", tags: ["source"] })
  .input(
    z.strictObject({
      source: SourceId,
      name: z.string().min(1).max(200).optional(),
      direct: z.boolean().optional(),
      initiative: z.enum(["customer", "us", "third-party"]).optional(),
      trust: z.number().min(0).max(1).optional(),
      purpose: z.string().max(500).nullable().optional(),
      lawfulBasis: z.string().max(200).nullable().optional(),
    }),
  )
  .output(Source)
  .errors(unknownSource)

/** Forgets how the columns of its files were read. */
const forgetMapping = changing("source/write")
  .route({ method: "DELETE", path: "/sources/{source}/mapping", tags: ["source"] })
  .input(z.strictObject({ source: SourceId }))
  .output(Source)
  .errors(unknownSource)

export const source = { list, kinds, update, forgetMapping }
