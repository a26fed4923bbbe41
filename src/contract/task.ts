import { z } from "zod"
import { BatchId, RecordId, TaskId } from "#kernel"
import { CustomerBrief } from "./decision.ts"
import { changing, failureFacts, reading } from "./operation.ts"
import { Instant } from "./page.ts"

/** Something that waits for a person. It names fields, never values. */
export const Task = z.strictObject({
  id: TaskId,
  /** `contradiction`: a trusted source says something else than what was typed before. */
  kind: z.enum(["contradiction"]),
  customer: CustomerBrief,
  field: z.string(),
  evidence: RecordId,
  batch: BatchId,
  made: Instant,
})

/** What is open, the newest first. */
const list = reading("customer/read")
  .route({ method: "GET", path: "/tasks", tags: ["task"] })
  .input(
    z.strictObject({
      customer: z.string().min(1).max(40).optional(),
      limit: z.coerce.number<number>().int().min(1).max(200).default(50),
    }),
  )
  .output(z.array(Task))
  .errors({ "keep/unknown-customer": { status: 404, data: failureFacts } })

/** Takes the new value, or keeps what was typed. Undoing the edit asks again. */
const close = changing("decision/write")
  .route({ method: "POST", path: "/tasks/{task}/close", tags: ["task"] })
  .input(z.strictObject({ task: TaskId, outcome: z.enum(["take", "keep"]) }))
  .output(z.strictObject({ customer: RecordId, edit: z.int().nullable() }))
  .errors({
    "act/unknown-task": { status: 404, data: failureFacts },
    "keep/unknown-customer": { status: 404, data: failureFacts },
    "flow/nothing-there": { status: 409, data: failureFacts },
  })

export const task = { list, close }
