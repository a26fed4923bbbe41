import { z } from "zod"
import { BatchId } from "#kernel"
import { CustomerBrief } from "./decision.ts"
import { failureFacts, reading } from "./operation.ts"
import { Cursor, Instant, Limit, pageOf } from "./page.ts"

const Kind = z.enum(["changed", "merged", "joined", "new"])
const ThisBatch = z.strictObject({ batch: BatchId })
const failures = {
  "collect/unknown-batch": { status: 404, data: failureFacts },
  "flow/no-foresight": { status: 404, data: failureFacts },
} as const

/** What the last preview found, by numbers. */
const Foresight = z.strictObject({
  made: Instant,
  /** Then it is forgotten, and with it the file if nobody came back for it. */
  expires: Instant,
  /** Customers are counted about: the file is too large to be looked at in one piece. */
  about: z.boolean(),
  counts: z.strictObject({
    /** Records that would say something else. */
    changed: z.int(),
    /** Customers out of several that are there already. */
    merged: z.int(),
    /** Customers that would get one more record. */
    joined: z.int(),
    /** Customers that would be made. */
    new: z.int(),
  }),
  /** In how many records a field would change; in how many of them it had no value, or would have none. */
  fields: z.array(
    z.strictObject({ field: z.string(), records: z.int(), gained: z.int(), lost: z.int() }),
  ),
  /** Why rows would be refused. */
  reasons: z.array(
    z.strictObject({
      code: z.string(),
      column: z.string().nullable(),
      rows: z.int(),
      first: z.int(),
      /** Of the first of them. */
      facts: failureFacts,
    }),
  ),
})

const Foreseen = z.strictObject({
  customers: z.array(CustomerBrief),
  /** Rows of the file with the name in them; at most some of `of`. */
  rows: z.array(z.strictObject({ row: z.int(), name: z.string() })),
  of: z.int(),
  /** Keys that bring them together. */
  rules: z.array(z.string()),
  /** Field by field what was said and what the first row says; sensitive values are masked. */
  values: z.array(
    z.strictObject({ field: z.string(), from: z.array(z.string()), to: z.array(z.string()) }),
  ),
})

const read = reading("batch/read")
  .route({ method: "GET", path: "/batches/{batch}/foresight", tags: ["foresight"] })
  .input(ThisBatch)
  .output(Foresight)
  .errors(failures)

/** What would happen, one by one: up to a thousand of each kind. */
const list = reading("batch/read")
  .route({ method: "GET", path: "/batches/{batch}/foresight/{kind}", tags: ["foresight"] })
  .input(ThisBatch.extend({ kind: Kind, cursor: Cursor.optional(), limit: Limit }))
  .output(pageOf(Foreseen))
  .errors(failures)

export const foresight = { read, list }
