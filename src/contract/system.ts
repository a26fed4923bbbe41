import { z } from "zod"
import { BatchId } from "#kernel"
import { changing, failureFacts, reading } from "./operation.ts"
import { Cursor, Instant, Limit, pageOf } from "./page.ts"

const Field = z.strictObject({
  id: z.string(),
  kind: z.string(),
  of: z.array(z.enum(["person", "organisation"])),
  many: z.boolean(),
  sensitive: z.boolean(),
  choices: z.array(z.string()),
  /** May lists be filtered by it? */
  filterable: z.boolean(),
})

/** The field dictionary: everything that builds forms, mappings and filters reads it. */
const fields = reading("customer/read")
  .route({ method: "GET", path: "/fields", tags: ["system"] })
  .output(z.array(Field))

const Status = z.strictObject({
  version: z.string(),
  customers: z.int(),
  people: z.int(),
  organisations: z.int(),
  records: z.int(),
  /** Customers that stand on more than one record. */
  joined: z.int(),
  events: z.int(),
  sources: z.int(),
  /** The last batches, newest first. */
  recent: z.array(
    z.strictObject({
      id: BatchId,
      fileName: z.string(),
      state: z.string(),
      finished: Instant.nullable(),
    }),
  ),
  /** What changed in the last 24 hours. */
  today: z.strictObject({ newCustomers: z.int(), changedCustomers: z.int(), events: z.int() }),
  /** Matching is by exact keys only, or by weighing evidence: said honestly on the page. */
  matching: z.enum(["exact-keys", "weighed"]),
})

const status = reading("system/read")
  .route({ method: "GET", path: "/system", tags: ["system"] })
  .output(Status)

const Check = z.strictObject({
  check: z.string(),
  state: z.enum(["ok", "warn", "bad"]),
  /** Key of its text. */
  text: z.string(),
  facts: failureFacts,
})

const doctor = reading("system/administer")
  .route({ method: "GET", path: "/system/doctor", tags: ["system"] })
  .output(z.array(Check))

/** A link into the page of this server: works once, within ten minutes. */
const link = changing("system/administer")
  .route({ method: "POST", path: "/system/links", tags: ["system"] })
  .output(z.strictObject({ path: z.string(), expires: Instant }))

/** A hot backup into one file on the server's machine. Holds no keys. */
const backup = changing("system/administer")
  .route({ method: "POST", path: "/system/backups", tags: ["system"] })
  .input(z.strictObject({ to: z.string().min(1).max(1000) }))
  .output(z.strictObject({ file: z.string(), bytes: z.int(), seconds: z.number() }))
  .errors({
    "store/backup-elsewhere": { status: 409, data: failureFacts },
    "store/file-exists": { status: 409, data: failureFacts },
  })

/** The copy by column that heavy questions are asked of: how far it is, and how large. */
const mirror = reading("system/read")
  .route({ method: "GET", path: "/system/mirror", tags: ["system"] })
  .output(
    z.strictObject({
      condition: z.enum(["unknown", "building", "ready", "locked", "failed"]),
      position: z.int().nullable(),
      journal: z.int(),
      behindSeconds: z.number(),
      bytes: z.int(),
      closedMonths: z.int(),
    }),
  )

const rebuildMirror = changing("system/administer")
  .route({ method: "POST", path: "/system/mirror/rebuild", tags: ["system"] })
  .output(z.strictObject({ seconds: z.number() }))
  .errors({ "store/mirror-locked": { status: 409, data: failureFacts } })

/** Holds every table of it to the store, row by row. Reads all of both. */
const checkMirror = reading("system/administer")
  .route({ method: "GET", path: "/system/mirror/check", tags: ["system"] })
  .output(
    z.array(
      z.strictObject({
        table: z.string(),
        store: z.int(),
        mirror: z.int(),
        isSame: z.boolean(),
      }),
    ),
  )
  .errors({ "store/mirror-locked": { status: 409, data: failureFacts } })

const audit = reading("system/administer")
  .route({ method: "GET", path: "/audit", tags: ["system"] })
  .input(z.strictObject({ cursor: Cursor.optional(), limit: Limit }))
  .output(
    pageOf(
      z.strictObject({
        id: z.int(),
        at: Instant,
        principal: z.uuid(),
        action: z.string(),
        object: z.string(),
        facts: failureFacts,
      }),
    ),
  )

/** The change feed: ids of what changed, by gapless positions. */
const journal = reading("customer/read")
  .route({ method: "GET", path: "/journal", tags: ["system"] })
  .input(z.strictObject({ after: z.coerce.number().int().min(0).default(0), limit: Limit }))
  .output(
    z.array(
      z.strictObject({
        position: z.int(),
        at: Instant,
        kind: z.string(),
        ids: z.array(z.string()),
      }),
    ),
  )

export const system = {
  fields,
  status,
  doctor,
  link,
  backup,
  mirror,
  rebuildMirror,
  checkMirror,
  audit,
  journal,
}
