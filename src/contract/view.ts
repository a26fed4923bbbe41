import { z } from "zod"
import { QuestionId, ViewId } from "#kernel"
import { sorts } from "./customer.ts"
import { changing, failureFacts, reading } from "./operation.ts"

/** What a list of customers can show. Its text: `field.<id>`, `column.<id>` or `trait.<id>`. */
const Column = z.strictObject({
  id: z.string(),
  kind: z.string(),
  of: z.array(z.enum(["person", "organisation"])),
  many: z.boolean(),
  sensitive: z.boolean(),
  /** The order that a press on its head asks for; only these can be sorted by. */
  sort: z.enum(["name", "number", "updated"]).nullable(),
  /** Does it stand in a list that nobody has arranged? */
  usual: z.boolean(),
})

const columns = reading("customer/read")
  .route({ method: "GET", path: "/views/columns", tags: ["view"] })
  .output(z.array(Column))

const ViewColumn = z.strictObject({
  id: z.string().max(100),
  /** Pixels; without one it takes what its kind needs. */
  width: z.int().min(48).max(800).optional(),
})

const content = {
  name: z.string().trim().min(1).max(60),
  /** A kept question; `null` asks for everyone. */
  question: QuestionId.nullable(),
  sort: z.enum(sorts),
  /** In the order in which they stand. */
  columns: z.array(ViewColumn).max(60),
  /** May others use it? They cannot change it. */
  shared: z.boolean(),
}

export const View = z.strictObject({
  id: ViewId,
  ...content,
  /** Did the asker make it? Else it can be used, not changed. */
  mine: z.boolean(),
  /** Stands at the head of the asker's list. */
  pinned: z.boolean(),
  /** The asker's list opens with it. */
  opens: z.boolean(),
})

const ThisView = z.strictObject({ view: ViewId })

const unknownView = { "keep/unknown-view": { status: 404, data: failureFacts } } as const
const ofAnother = {
  ...unknownView,
  "keep/view-of-another": { status: 403, data: failureFacts },
} as const
const badContent = {
  "keep/question": { status: 422, data: failureFacts },
  "keep/unknown-column": { status: 422, data: failureFacts },
  "store/unknown-question": { status: 404, data: failureFacts },
} as const

/** The asker's views and those that others share. */
const list = reading("customer/read")
  .route({ method: "GET", path: "/views", tags: ["view"] })
  .output(z.array(View))

const make = changing("question/write")
  .route({ method: "POST", path: "/views", tags: ["view"] })
  .input(
    z.strictObject({
      ...content,
      question: content.question.default(null),
      sort: content.sort.default("-updated"),
      shared: content.shared.default(false),
    }),
  )
  .output(View)
  .errors({ ...badContent, "keep/many-views": { status: 409, data: failureFacts } })

/** What is given is changed. `pinned` and `opens` are the asker's own, also of another's view. */
const change = changing("question/write")
  .route({ method: "PATCH", path: "/views/{view}", tags: ["view"] })
  .input(
    z.strictObject({
      view: ViewId,
      ...z.strictObject({ ...content, pinned: z.boolean(), opens: z.boolean() }).partial().shape,
    }),
  )
  .output(View)
  .errors({ ...badContent, ...ofAnother })

const remove = changing("question/write")
  .route({ method: "DELETE", path: "/views/{view}", tags: ["view"] })
  .input(ThisView)
  .output(View)
  .errors(ofAnother)

/** Brings back a view that was removed. */
const restore = changing("question/write")
  .route({ method: "POST", path: "/views/{view}/restore", tags: ["view"] })
  .input(ThisView)
  .output(View)
  .errors(ofAnother)

export const view = { columns, list, make, change, remove, restore }
