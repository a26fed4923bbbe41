import { z } from "zod"
import { BatchId, CustomerId } from "#kernel"
import { failureFacts, reading } from "./operation.ts"
import { Cursor, Instant, Limit, pageOf } from "./page.ts"

const ThisBatch = z.strictObject({ batch: BatchId })
const failures = {
  "collect/unknown-batch": { status: 404, data: failureFacts },
  "flow/batch-state": { status: 409, data: failureFacts },
} as const

/** Records that say what a delivery said. */
const Saying = z.strictObject({
  batch: BatchId,
  source: z.string(),
  received: Instant,
  records: z.int(),
})

/** What an undo kept and why; of a batch that stands, what it would. */
const read = reading("batch/read")
  .route({ method: "GET", path: "/batches/{batch}/undoing", tags: ["undoing"] })
  .input(ThisBatch)
  .output(
    z.strictObject({
      /** Records of which nobody else says anything: they no longer count. */
      alone: z.int(),
      /** Records that say again what an earlier delivery said. */
      back: z.array(Saying),
      /** Records that stay as a later delivery says. */
      later: z.array(Saying),
      /** Records of what people typed about them, which stay. */
      typed: z.int(),
      /** Decisions of people about them, which stay. */
      decisions: z.int(),
      /** Rows of orders that are taken off. */
      facts: z.int(),
      /** Once it is done. */
      customers: z.strictObject({ gone: z.int(), changed: z.int() }).nullable(),
    }),
  )
  .errors(failures)

/** What became of customers: who is gone, which values were put back to what, and who says them. */
const list = reading("customer/read")
  .route({ method: "GET", path: "/batches/{batch}/undoing/customers", tags: ["undoing"] })
  .input(ThisBatch.extend({ cursor: Cursor.optional(), limit: Limit }))
  .output(
    pageOf(
      z.strictObject({
        id: CustomerId,
        number: z.string(),
        name: z.string(),
        gone: z.boolean(),
        values: z.array(
          z.strictObject({
            field: z.string(),
            from: z.array(z.string()),
            to: z.array(z.string()),
            /** `null` where nobody says anything any more. */
            by: z
              .strictObject({ source: z.string(), at: Instant, batch: BatchId.nullable() })
              .nullable(),
          }),
        ),
      }),
    ),
  )
  .errors(failures)

export const undoing = { read, list }
