import { eventIterator } from "@orpc/contract"
import { z } from "zod"
import { BatchId, SourceId } from "#kernel"
import { changing, failureFacts, reading } from "./operation.ts"
import { Cursor, Instant, Limit, pageOf } from "./page.ts"

const Content = z.enum(["people", "organisations", "orders"])

const BatchState = z.enum([
  "received",
  "previewing",
  "previewed",
  "importing",
  "paused",
  "done",
  "failed",
  "cancelled",
  "undoing",
  "undone",
])

/** How the bytes were read. */
export const Dialect = z.strictObject({
  encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "gb18030"]),
  delimiter: z.string().length(1),
  quote: z.string().length(1).nullable(),
  /** Is the first row the names of the columns? Otherwise they are called 1, 2, 3 … */
  header: z.boolean(),
})

/** Where a column goes: a field of the dictionary, a role of an order, or nowhere (it stays in raw). */
const ColumnPlan = z.strictObject({
  header: z.string(),
  field: z.string().nullable(),
  /** 0–1: how sure the guess was; 1 when a person or a mapping file said so. */
  confidence: z.number().min(0).max(1),
  /** `last`: as the source was read the last time. */
  why: z.enum(["header", "values", "both", "person", "last", "none"]),
})

export const Plan = z.strictObject({
  content: Content,
  source: z.strictObject({ name: z.string().min(1).max(200), kind: z.string().max(40) }),
  /** Header of the column that names a row in its source; of an order, the customer's key. */
  key: z.string().nullable(),
  /** Header of a column that names the source of each row. */
  sourceColumn: z.string().nullable(),
  columns: z.array(ColumnPlan).max(2000),
  dateOrder: z.enum(["ymd", "dmy", "mdy"]),
  zone: z.string().max(60),
  currency: z.string().regex(/^[A-Z]{3}$/),
})

const Tally = z.strictObject({
  read: z.int(),
  accepted: z.int(),
  new: z.int(),
  changed: z.int(),
  same: z.int(),
  rejected: z.int(),
  /** Customers created, changed or joined. */
  customers: z.int(),
  /** Customers that were joined out of several records. */
  joined: z.int(),
})

const Progress = z.strictObject({
  stage: z.enum([
    "reading",
    "cleansing",
    "resolving",
    "keeping",
    "searching",
    "undoing",
    "resting",
  ]),
  done: z.int(),
  total: z.int().nullable(),
  secondsLeft: z.number().nullable(),
})

export const Batch = z.strictObject({
  id: BatchId,
  source: z.strictObject({ id: SourceId, name: z.string(), kind: z.string() }),
  fileName: z.string(),
  bytes: z.int(),
  content: Content,
  state: BatchState,
  dialect: Dialect,
  plan: Plan,
  progress: Progress,
  tally: Tally,
  failure: z.strictObject({ code: z.string(), facts: failureFacts }).nullable(),
  created: Instant,
  started: Instant.nullable(),
  finished: Instant.nullable(),
  undoneAt: Instant.nullable(),
  undoneBy: z.uuid().nullable(),
  /** The batch whose refused rows it brings again, mended. */
  mends: BatchId.nullable(),
})

const ThisBatch = z.strictObject({ batch: BatchId })
const unknownBatch = { "collect/unknown-batch": { status: 404, data: failureFacts } } as const
const wrongState = { "flow/batch-state": { status: 409, data: failureFacts } } as const

const list = reading("batch/read")
  .route({ method: "GET", path: "/batches", tags: ["batch"] })
  .input(z.strictObject({ cursor: Cursor.optional(), limit: Limit, source: SourceId.optional() }))
  .output(pageOf(Batch))

const read = reading("batch/read")
  .route({ method: "GET", path: "/batches/{batch}", tags: ["batch"] })
  .input(ThisBatch)
  .output(Batch)
  .errors(unknownBatch)

/** The first rows as they were read. */
const sample = reading("batch/read")
  .route({ method: "GET", path: "/batches/{batch}/sample", tags: ["batch"] })
  .input(ThisBatch)
  .output(z.strictObject({ headers: z.array(z.string()), rows: z.array(z.array(z.string())) }))
  .errors(unknownBatch)

/** Replaces the guess by what a person wants. Only before the batch runs. */
const plan = changing("batch/write")
  .route({ method: "PUT", path: "/batches/{batch}/plan", tags: ["batch"] })
  .input(ThisBatch.extend({ plan: Plan }))
  .output(Batch)
  .errors({
    ...unknownBatch,
    ...wrongState,
    "flow/unknown-column": { status: 422, data: failureFacts },
    "flow/unknown-field": { status: 422, data: failureFacts },
  })

/** Guesses anew where columns go, with or without what is remembered of the source's last file. */
const guess = changing("batch/write")
  .route({ method: "POST", path: "/batches/{batch}/guess", tags: ["batch"] })
  .input(ThisBatch.extend({ memory: z.boolean().default(true) }))
  .output(Batch)
  .errors({ ...unknownBatch, ...wrongState })

/** Works out on the whole file what an import would do, and changes no record. */
const preview = changing("batch/write")
  .route({ method: "POST", path: "/batches/{batch}/preview", tags: ["batch"] })
  .input(ThisBatch)
  .output(Batch)
  .errors({ ...unknownBatch, ...wrongState })

const run = changing("batch/write")
  .route({ method: "POST", path: "/batches/{batch}/run", tags: ["batch"] })
  .input(ThisBatch)
  .output(Batch)
  .errors({ ...unknownBatch, ...wrongState })

const pause = changing("batch/write")
  .route({ method: "POST", path: "/batches/{batch}/pause", tags: ["batch"] })
  .input(ThisBatch)
  .output(Batch)
  .errors({ ...unknownBatch, ...wrongState })

/** Goes on with a batch that was paused, failed or cut off. */
const resume = changing("batch/write")
  .route({ method: "POST", path: "/batches/{batch}/resume", tags: ["batch"] })
  .input(ThisBatch)
  .output(Batch)
  .errors({ ...unknownBatch, ...wrongState })

/** Stops the work and takes back what it wrote. The rows as they came are kept. */
const cancel = changing("batch/write")
  .route({ method: "POST", path: "/batches/{batch}/cancel", tags: ["batch"] })
  .input(ThisBatch)
  .output(Batch)
  .errors({ ...unknownBatch, ...wrongState })

/** Forgets a batch that was never imported, with its rows: nothing of the file is left. */
const discard = changing("batch/write")
  .route({ method: "DELETE", path: "/batches/{batch}", tags: ["batch"] })
  .input(ThisBatch)
  .output(z.strictObject({ discarded: z.boolean() }))
  .errors({ ...unknownBatch, ...wrongState })

/** Takes back all that the batch said, in any order with other batches. */
const undo = changing("batch/write")
  .route({ method: "POST", path: "/batches/{batch}/undo", tags: ["batch"] })
  .input(ThisBatch)
  .output(Batch)
  .errors({ ...unknownBatch, ...wrongState })

/** The batch each time something changed, until the work rests. */
const progress = reading("batch/read")
  .route({ method: "GET", path: "/batches/{batch}/progress", tags: ["batch"] })
  .input(ThisBatch)
  .output(eventIterator(Batch))
  .errors(unknownBatch)

const Rejection = z.strictObject({
  row: z.int(),
  code: z.string(),
  column: z.string().nullable(),
  facts: failureFacts,
})

/** Why rows were rejected. The rows themselves: `GET /batches/{batch}/rejected.csv`. */
const rejections = reading("batch/read")
  .route({ method: "GET", path: "/batches/{batch}/rejections", tags: ["batch"] })
  .input(ThisBatch.extend({ cursor: Cursor.optional(), limit: Limit }))
  .output(pageOf(Rejection))
  .errors(unknownBatch)

const Cells = z.array(z.string().max(100_000)).max(2000)

/** Rejected rows with their cells, to be mended. */
const rejected = reading("batch/read")
  .route({ method: "GET", path: "/batches/{batch}/rejected", tags: ["batch"] })
  .input(ThisBatch.extend({ cursor: Cursor.optional(), limit: Limit }))
  .output(
    pageOf(
      Rejection.extend({
        /** As they came: one for each column, or too few, or too many. */
        cells: Cells,
        /** The batch that brought the row again and did not refuse it. */
        mendedBy: BatchId.nullable(),
      }),
    ),
  )
  .errors(unknownBatch)

/** Makes a batch of its own of rejected rows that were mended; it waits to be run. */
const mend = changing("batch/write")
  .route({ method: "POST", path: "/batches/{batch}/mended", tags: ["batch"] })
  .input(
    ThisBatch.extend({
      rows: z
        .array(z.strictObject({ row: z.int().min(1), cells: Cells }))
        .min(1)
        .max(500),
    }),
  )
  .output(Batch)
  .errors({
    ...unknownBatch,
    ...wrongState,
    "flow/not-rejected": { status: 422, data: failureFacts },
    "flow/cell-count": { status: 422, data: failureFacts },
  })

export const batch = {
  list,
  read,
  sample,
  plan,
  guess,
  preview,
  run,
  pause,
  resume,
  cancel,
  discard,
  undo,
  progress,
  rejections,
  rejected,
  mend,
}
