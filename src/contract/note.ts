import { z } from "zod"
import { NoteId, PrincipalId, RecordId } from "#kernel"
import { changing, failureFacts, reading } from "./operation.ts"
import { Instant } from "./page.ts"

/** What somebody wrote about a customer. */
export const Note = z.strictObject({
  id: NoteId,
  /** The record it hangs on: it goes where that goes. */
  record: RecordId,
  text: z.string(),
  pinned: z.boolean(),
  deleted: z.boolean(),
  by: PrincipalId,
  made: Instant,
  changed: Instant.nullable(),
})

const Customer = z.string().min(1).max(40)
const Words = z.string().trim().min(1).max(4_000)
const unknownCustomer = { "keep/unknown-customer": { status: 404, data: failureFacts } } as const

/** Pinned ones first, then the newest. */
const list = reading("customer/read")
  .route({ method: "GET", path: "/customers/{customer}/notes", tags: ["note"] })
  .input(z.strictObject({ customer: Customer }))
  .output(z.array(Note))
  .errors(unknownCustomer)

const write = changing("note/write")
  .route({ method: "POST", path: "/customers/{customer}/notes", tags: ["note"] })
  .input(z.strictObject({ customer: Customer, text: Words, pinned: z.boolean().default(false) }))
  .output(Note)
  .errors(unknownCustomer)

/** What is not named stays. A note that was deleted comes back with `deleted: false`. */
const change = changing("note/write")
  .route({ method: "PATCH", path: "/notes/{note}", tags: ["note"] })
  .input(
    z.strictObject({
      note: NoteId,
      text: Words.optional(),
      pinned: z.boolean().optional(),
      deleted: z.boolean().optional(),
    }),
  )
  .output(Note)
  .errors({ "keep/unknown-note": { status: 404, data: failureFacts } })

export const note = { list, write, change }
