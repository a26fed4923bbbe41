import { z } from "zod"
import { Asked } from "./customer.ts"
import { changing, failureFacts, reading } from "./operation.ts"
import { Instant } from "./page.ts"

const BulkEdit = z.strictObject({
  id: z.int(),
  tag: z.string(),
  /** Was the tag taken away instead of added? */
  removes: z.boolean(),
  state: z.enum(["running", "done", "undoing", "undone"]),
  /** How many were chosen, are through, were changed, and are again as before. */
  total: z.int(),
  done: z.int(),
  changed: z.int(),
  undone: z.int(),
  /** The code of what stopped it; it is tried again by itself. */
  failure: z.string().nullable(),
  created: Instant,
  finished: Instant.nullable(),
})

/**
 * Gives all who answer a tag, or takes it away: typed evidence for each of them. It goes on by itself
 * when its caller has gone, and after a kill.
 */
const tag = changing("decision/write")
  .route({ method: "POST", path: "/bulk-edits", tags: ["bulk"] })
  .input(
    Asked.omit({ asOf: true }).extend({
      tag: z.string().trim().min(1).max(60),
      removes: z.boolean().default(false),
    }),
  )
  .output(BulkEdit)
  .errors({
    "store/unknown-question": { status: 404, data: failureFacts },
    "keep/question": { status: 422, data: failureFacts },
    "flow/unreadable-value": { status: 422, data: failureFacts },
  })

const unknown = { "keep/unknown-bulk-edit": { status: 404, data: failureFacts } } as const

/** The asker's own, the newest first. */
const list = reading("customer/read")
  .route({ method: "GET", path: "/bulk-edits", tags: ["bulk"] })
  .output(z.array(BulkEdit))

/** All of it as it was before, also while it runs. What others typed meanwhile stays. */
const undo = changing("decision/write")
  .route({ method: "POST", path: "/bulk-edits/{bulk}/undo", tags: ["bulk"] })
  .input(z.strictObject({ bulk: z.coerce.number().int().positive().max(2_147_483_647) }))
  .output(BulkEdit)
  .errors(unknown)

export const bulk = { tag, list, undo }
