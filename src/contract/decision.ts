import { z } from "zod"
import { CustomerId, NoteId, PrincipalId, RecordId } from "#kernel"
import { changing, failureFacts, reading } from "./operation.ts"
import { Instant } from "./page.ts"

/** A new run of resolve over every live record: replaces automatic links, keeps people's decisions. */
const resolveAll = changing("decision/write")
  .route({ method: "POST", path: "/resolve-runs", tags: ["decision"] })
  .output(
    z.strictObject({ records: z.int(), customers: z.int(), links: z.int(), seconds: z.number() }),
  )

const Difference = z.strictObject({
  table: z.string(),
  id: z.string(),
  column: z.string(),
})

/**
 * Makes memberships and golden values anew from live evidence, links and rules.
 * With `check` nothing is written: the answer says where the tables differ.
 */
const rebuild = changing("decision/write")
  .route({ method: "POST", path: "/rebuilds", tags: ["decision"] })
  .input(z.strictObject({ check: z.boolean().default(true) }))
  .output(
    z.strictObject({
      records: z.int(),
      customers: z.int(),
      differences: z.int(),
      /** The first hundred. */
      where: z.array(Difference),
      seconds: z.number(),
    }),
  )

/** Why a person decided so; texts are `decision.reason.<code>`. No free words: links outlive erasure. */
export const decisionReasons = ["told", "documents", "known", "mistake", "other"] as const

const Reason = z.enum(decisionReasons).default("other")
/** Only say what would follow: the same work, of which nothing is kept. */
const Preview = z.boolean().default(false)
/** The id of a customer, of any of its records, or its number. */
const Customer = z.string().min(1).max(40)

/** As much of a customer as is needed to say whom one means. */
/** As much of a customer as says whom one means. */
export const CustomerBrief = z.strictObject({
  id: CustomerId,
  number: z.string(),
  kind: z.enum(["person", "organisation"]),
  name: z.string(),
  /** The oldest first. */
  records: z.array(RecordId),
})

/** A record that gets another customer; its facts follow it. */
const Move = z.strictObject({
  record: RecordId,
  from: CustomerId,
  to: CustomerId,
  sourceKey: z.string(),
  events: z.int(),
  notes: z.int(),
})

/** A golden value that changes, with the names of the sources whose word counts afterwards. */
const ValueChange = z.strictObject({
  customer: CustomerId,
  field: z.string(),
  before: z.array(z.string()),
  after: z.array(z.string()),
  saidBy: z.array(z.string()),
})

/** What stands against it, and holds no longer; texts are `against.<what>`. */
const Against = z.strictObject({
  what: z.enum(["kept-apart", "documents", "joined-before", "same-document"]),
  decision: z.int().nullable(),
  made: Instant.nullable(),
})

/** Customers whose records are others because of a decision, before and after. */
const Decided = z.strictObject({
  /** By this number it is taken back; `null` in a preview. */
  decision: z.int().nullable(),
  before: z.array(CustomerBrief),
  after: z.array(CustomerBrief),
  moves: z.array(Move),
  values: z.array(ValueChange),
  against: z.array(Against),
})

const unknownCustomer = { "keep/unknown-customer": { status: 404, data: failureFacts } } as const

/** Says that two customers are one. Holds against rules and earlier decisions. */
const join = changing("decision/write")
  .route({ method: "POST", path: "/joins", tags: ["decision"] })
  .input(z.strictObject({ one: Customer, other: Customer, reason: Reason, preview: Preview }))
  .output(Decided)
  .errors({
    ...unknownCustomer,
    "flow/one-customer": { status: 409, data: failureFacts },
    "flow/too-many-records": { status: 422, data: failureFacts },
  })

/** Says that some records of a customer are somebody else, and keeps them apart from the rest. */
const separate = changing("decision/write")
  .route({ method: "POST", path: "/separations", tags: ["decision"] })
  .input(
    z.strictObject({
      customer: Customer,
      records: z.array(RecordId).min(1).max(200),
      /** On which side notes go on; those that are not named go with the record they hang on. */
      notes: z
        .array(z.strictObject({ note: NoteId, side: z.enum(["taken", "rest"]) }))
        .max(200)
        .default([]),
      reason: Reason,
      preview: Preview,
    }),
  )
  .output(Decided)
  .errors({
    ...unknownCustomer,
    "flow/not-its-record": { status: 422, data: failureFacts },
    "flow/nothing-left": { status: 422, data: failureFacts },
    "keep/unknown-note": { status: 404, data: failureFacts },
  })

/** Takes a join or a separation back, in any order with others. */
const takeBack = changing("decision/write")
  .route({ method: "POST", path: "/decisions/{decision}/take-back", tags: ["decision"] })
  .input(z.strictObject({ decision: z.coerce.number<number>().int().min(1), preview: Preview }))
  .output(Decided)
  .errors({ ...unknownCustomer, "flow/unknown-decision": { status: 404, data: failureFacts } })

/** What people decided about a customer, the latest first, also what was taken back. */
const list = reading("customer/read")
  .route({ method: "GET", path: "/customers/{customer}/decisions", tags: ["decision"] })
  .input(z.strictObject({ customer: Customer }))
  .output(
    z.array(
      z.strictObject({
        decision: z.int(),
        /** `must`: they are one. `cannot`: they are not. */
        kind: z.enum(["must", "cannot"]),
        by: PrincipalId,
        mine: z.boolean(),
        reason: z.string(),
        made: Instant,
        takenBack: Instant.nullable(),
        /** Records of this customer that it speaks of. */
        records: z.array(RecordId),
        /** Other customers that it speaks of, of whom the reader may know. */
        others: z.array(CustomerBrief),
      }),
    ),
  )
  .errors(unknownCustomer)

export const decision = { resolveAll, rebuild, join, separate, takeBack, list }
