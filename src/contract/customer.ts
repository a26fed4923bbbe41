import { z } from "zod"
import { BatchId, CustomerId, PrincipalId, Question, QuestionId, RecordId, SourceId } from "#kernel"
import { changing, failureFacts, reading } from "./operation.ts"
import { AsOf, Cursor, Instant, Limit, pageOf } from "./page.ts"

const Subject = z.enum(["person", "organisation"])

/** Golden values by field id; sensitive ones are masked unless revealed. Lists keep their order. */
const Golden = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

export const sorts = ["updated", "-updated", "name", "-name", "number", "-number"] as const

export const CustomerRow = z.strictObject({
  id: CustomerId,
  /** To be said on the phone: the birth number and a check digit. */
  number: z.string(),
  kind: Subject,
  name: z.string(),
  golden: Golden,
  sources: z.array(z.string()),
  records: z.int(),
  events: z.int().nullable(),
  spent: z.strictObject({ minor: z.int(), currency: z.string() }).nullable(),
  lastEvent: Instant.nullable(),
  updated: Instant,
  /** What the current runs of analyses say of it: by analysis, by column. */
  traits: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number()]))),
})

/** Whom something is about: all that is given must hold. */
export const Asked = z.strictObject({
  /** A question, or the id of a kept one; both: both must hold. */
  question: Question.optional(),
  kept: QuestionId.optional(),
  search: z.string().max(100).optional(),
  /** Computed attributes cannot be asked for then: only those of the latest run are kept. */
  asOf: AsOf.optional(),
})

const badQuestion = {
  "store/unknown-question": { status: 404, data: failureFacts },
  "keep/question": { status: 422, data: failureFacts },
} as const
const unknownCustomer = { "keep/unknown-customer": { status: 404, data: failureFacts } } as const

/** A list of customers. POST, so that what is looked for never enters an address. */
const search = reading("customer/read")
  .route({ method: "POST", path: "/customers/search", tags: ["customer"] })
  .input(
    Asked.extend({
      sort: z.enum(sorts).default("-updated"),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
  )
  .output(pageOf(CustomerRow))
  .errors({ ...badQuestion, "keep/cursor": { status: 400, data: failureFacts } })

const count = reading("customer/read")
  .route({ method: "POST", path: "/customers/count", tags: ["customer"] })
  .input(Asked)
  .output(z.strictObject({ count: z.int() }))
  .errors(badQuestion)

/** One value, where it comes from and how far it is trusted. */
export const Provenance = z.strictObject({
  record: RecordId,
  source: z.strictObject({ id: SourceId, name: z.string(), kind: z.string(), trust: z.number() }),
  sourceKey: z.string(),
  /** `null` where it was typed by hand. */
  batch: BatchId.nullable(),
  row: z.int(),
  observed: Instant,
  written: z.string().nullable(),
  value: z.string().nullable(),
  verdict: z.enum(["ok", "corrected", "doubtful", "impossible", "denied"]),
  reasons: z.array(z.string()),
  /** Held by hand, whatever others say. */
  pinned: z.boolean(),
})

/** A candidate for a golden value: its score is the sum of its parts, whole numbers (higher wins). */
export const Candidate = Provenance.extend({
  won: z.boolean(),
  score: z.int(),
  parts: z.array(z.strictObject({ reason: z.string(), points: z.int() })),
  /** How many independent records say so. */
  agreeing: z.int(),
})

export const Member = z.strictObject({
  record: RecordId,
  source: z.strictObject({ id: SourceId, name: z.string(), kind: z.string(), trust: z.number() }),
  sourceKey: z.string(),
  subject: Subject,
  birth: z.int(),
  bare: z.boolean(),
  /** `null` where it was typed by hand. */
  batch: BatchId.nullable(),
  row: z.int(),
  observed: Instant,
  received: Instant,
  events: z.int(),
})

export const CustomerPage = z.strictObject({
  id: CustomerId,
  /** The customer that this id leads to today, when it is another. */
  movedTo: CustomerId.nullable(),
  number: z.string(),
  kind: Subject,
  name: z.string(),
  golden: Golden,
  /** The worst verdict of the golden values by field; absent where all is well. */
  verdicts: z.record(z.string(), z.enum(["corrected", "doubtful", "impossible", "denied"])),
  members: z.array(Member),
  version: z.int(),
  updated: Instant,
  events: z.strictObject({
    count: z.int(),
    first: Instant.nullable(),
    last: Instant.nullable(),
    byKind: z.record(z.string(), z.int()),
    spent: z.array(z.strictObject({ minor: z.int(), currency: z.string() })),
  }),
  traits: z.array(
    z.strictObject({
      analysis: z.string(),
      run: z.int(),
      asOf: z.iso.date(),
      values: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
})

const ThisCustomer = z.strictObject({
  /** The id of a customer, of any of its records, or its number. */
  customer: z.string().max(40),
})

const ThenCustomer = ThisCustomer.extend({ asOf: AsOf.optional() })

/** As of then: without computed attributes, and sources are told by the name and trust of now. */
const read = reading("customer/read")
  .route({ method: "GET", path: "/customers/{customer}", tags: ["customer"] })
  .input(ThenCustomer)
  .output(CustomerPage)
  .errors(unknownCustomer)

export const TimelineEvent = z.strictObject({
  record: RecordId,
  source: z.string(),
  at: Instant,
  key: z.string(),
  kind: z.string(),
  amount: z.strictObject({ minor: z.int(), currency: z.string() }).nullable(),
  quantity: z.number().nullable(),
  batch: BatchId,
  data: z.record(z.string(), z.unknown()),
})

/** The facts of all its records, newest first. */
const timeline = reading("customer/read")
  .route({ method: "GET", path: "/customers/{customer}/timeline", tags: ["customer"] })
  .input(
    ThenCustomer.extend({
      kind: z.string().max(40).optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
  )
  .output(pageOf(TimelineEvent))
  .errors(unknownCustomer)

/**
 * Why a golden value is what it is: every candidate with its score, the winner first. As of then: what
 * was said by then and what won, scored by the rules and the trust of now.
 */
const why = reading("customer/read")
  .route({ method: "GET", path: "/customers/{customer}/why/{field}", tags: ["customer"] })
  .input(ThenCustomer.extend({ field: z.string().max(63) }))
  .output(z.strictObject({ field: z.string(), rules: z.string(), candidates: z.array(Candidate) }))
  .errors({ ...unknownCustomer, "keep/unknown-field": { status: 404, data: failureFacts } })

/** The table of fields × records. */
const evidence = reading("customer/read")
  .route({ method: "GET", path: "/customers/{customer}/evidence", tags: ["customer"] })
  .input(ThenCustomer)
  .output(
    z.strictObject({
      members: z.array(Member),
      fields: z.array(
        z.strictObject({
          field: z.string(),
          /** One list of values for each member, in the members' order. */
          cells: z.array(z.array(Provenance.extend({ won: z.boolean() }))),
        }),
      ),
    }),
  )
  .errors(unknownCustomer)

export const JoinLink = z.strictObject({
  a: RecordId,
  b: RecordId,
  kind: z.enum(["must", "cannot", "auto"]),
  milliBits: z.int(),
  /** Rules that found the pair, e.g. `email-name`; texts are `rule.<name>`. */
  rules: z.array(z.string()),
  run: z.int(),
  reason: z.string().nullable(),
  /** Was it needed to hold the records together, or does it only agree? */
  used: z.boolean(),
})

/** Which records were joined, and why: the links of its whole component. */
const joins = reading("customer/read")
  .route({ method: "GET", path: "/customers/{customer}/joins", tags: ["customer"] })
  .input(ThisCustomer)
  .output(z.strictObject({ members: z.array(Member), links: z.array(JoinLink) }))
  .errors(unknownCustomer)

const MentionedRecord = z.strictObject({
  record: RecordId,
  source: z.string(),
  sourceKey: z.string(),
})

const CustomerChange = z.strictObject({
  at: Instant,
  /** It began to be a customer (again), was changed, or ended: it had no evidence, or became part of another. */
  what: z.enum(["begun", "changed", "ended"]),
  /** `import`, `orders`, `undo`, `cancel`, `join`, `separate`, `take-back`, `edit`, `trust`, `resolve`, `rebuild`. */
  cause: z.string(),
  batch: BatchId.nullable(),
  /** Of the batch. */
  source: z.string().nullable(),
  /** `null` where it is not kept: who imported a batch stands with the batch. */
  by: PrincipalId.nullable(),
  /** Golden values that differ, old and new; sensitive ones masked. */
  fields: z.array(
    z.strictObject({
      field: z.string(),
      before: z.array(z.string()),
      after: z.array(z.string()),
    }),
  ),
  /** Records that came to it, and records that went from it. */
  came: z.array(MentionedRecord),
  went: z.array(MentionedRecord),
})

/** What changed about a customer, when and by what, the latest first. */
const history = reading("customer/read")
  .route({ method: "GET", path: "/customers/{customer}/history", tags: ["customer"] })
  .input(ThisCustomer.extend({ cursor: Cursor.optional(), limit: Limit }))
  .output(pageOf(CustomerChange))
  .errors({ ...unknownCustomer, "keep/cursor": { status: 400, data: failureFacts } })

/** What each stage holds of this customer. */
const holdings = reading("customer/reveal")
  .route({ method: "GET", path: "/customers/{customer}/holdings", tags: ["customer"] })
  .input(ThisCustomer)
  .output(
    z.array(
      z.strictObject({
        stage: z.string(),
        what: z.string(),
        count: z.int(),
        items: z.array(z.record(z.string(), z.unknown())),
      }),
    ),
  )
  .errors(unknownCustomer)

const Place = z.int().min(0).max(999)

/** What a person says of one field. */
const Typed = z.union([
  z.strictObject({ value: z.string().min(1).max(500) }),
  /** That a value is not true: a text, or the place of a golden value. */
  z.strictObject({ deny: z.union([z.string().min(1).max(500), Place]) }),
  /** Nothing any more: all that was typed of the field goes. */
  z.strictObject({ withdraw: z.literal(true) }),
  /** One thing that was typed goes: by its record and its place there. */
  z.strictObject({ forget: z.strictObject({ record: RecordId, at: Place }) }),
  /** The golden value at a place holds from now on, whatever comes. */
  z.strictObject({ pin: Place }),
  /** What was pinned stays as something typed, and is held no more. */
  z.strictObject({ unpin: z.literal(true) }),
  /** What a record of the customer says is right. */
  z.strictObject({ from: RecordId }),
  /** What was typed is still right. */
  z.strictObject({ confirm: z.literal(true) }),
  /** As it was before an edit: undoes it. */
  z.strictObject({ before: z.int().min(1) }),
])

/**
 * What a person types about a customer: a value, that a value is not true, or nothing any more.
 * It outranks what was observed before; a value that is denied is golden no more, whoever brings it.
 */
const edit = changing("decision/write")
  .route({ method: "POST", path: "/customers/{customer}/edits", tags: ["customer"] })
  .input(
    ThisCustomer.extend({
      field: z.string().max(63),
      typed: Typed,
    }),
  )
  .output(
    z.strictObject({
      customer: CustomerId,
      /** The number of the edit, by which `before` undoes it; `null` where nothing changed. */
      edit: z.int().nullable(),
    }),
  )
  .errors({
    ...unknownCustomer,
    "cleanse/unknown-field": { status: 404, data: failureFacts },
    "cleanse/field-of-other-subject": { status: 422, data: failureFacts },
    "flow/unreadable-value": { status: 422, data: failureFacts },
    "flow/nothing-there": { status: 409, data: failureFacts },
  })

/**
 * What cleansing makes of a text before it is typed: nothing is kept. POST, so that the text never
 * enters an address.
 */
const check = reading("customer/read")
  .route({ method: "POST", path: "/customers/{customer}/checks", tags: ["customer"] })
  .input(ThisCustomer.extend({ field: z.string().max(63), value: z.string().min(1).max(500) }))
  .output(
    z.array(
      z.strictObject({
        field: z.string(),
        /** Masked where the field is sensitive; `null` where it cannot be read. */
        value: z.string().nullable(),
        verdict: z.enum(["ok", "corrected", "doubtful", "impossible"]),
        reasons: z.array(z.string()),
      }),
    ),
  )
  .errors({
    ...unknownCustomer,
    "cleanse/unknown-field": { status: 404, data: failureFacts },
    "cleanse/field-of-other-subject": { status: 422, data: failureFacts },
  })

export const customer = {
  search,
  count,
  read,
  timeline,
  why,
  evidence,
  joins,
  history,
  holdings,
  edit,
  check,
}
