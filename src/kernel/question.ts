import { z } from "zod"

// A question is a value: lists, clicks on charts, exports and, later, segments are all this tree.
// Text that is looked for lives inside it; addresses carry the id of a kept question, never the tree.

const field = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/)
const value = z.string().max(500)

const Compare = z.strictObject({
  is: z.literal("compare"),
  field,
  by: z.enum(["=", "<>", "<", "<=", ">", ">="]),
  value,
})
const In = z.strictObject({ is: z.literal("in"), field, values: z.array(value).min(1).max(1000) })
const Like = z.strictObject({
  is: z.literal("like"),
  field,
  text: value.min(1),
  at: z.enum(["start", "anywhere"]),
})
/** From and to are both included; one of them may be missing. */
const Range = z.strictObject({
  is: z.literal("range"),
  field,
  from: value.optional(),
  to: value.optional(),
})
const Known = z.strictObject({ is: z.literal("known"), field })
/** Name, pinyin or its initials, last digits of a phone, number, company: what the search box takes. */
const Search = z.strictObject({ is: z.literal("search"), text: z.string().min(1).max(100) })
/** Has live events of a kind, at least and at most so many, received by anyone of its records. */
const HasEvent = z.strictObject({
  is: z.literal("has-event"),
  kind: z.string().max(40),
  atLeast: z.int().min(0).default(1),
  atMost: z.int().min(0).optional(),
  /** Dates in the source's zone, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})
/** These customers and no others: a selection out of a list. */
const OneOf = z.strictObject({ is: z.literal("one-of"), customers: z.array(z.uuid()).max(5000) })
const FromSource = z.strictObject({ is: z.literal("from-source"), source: z.uuid() })
const InBatch = z.strictObject({ is: z.literal("in-batch"), batch: z.int().positive() })
/** A computed attribute of the current run of an analysis, e.g. rfm / segment / "champions". */
const Trait = z.strictObject({
  is: z.literal("trait"),
  analysis: z.string().max(40),
  column: field,
  values: z.array(value).min(1).max(100),
})
const Everyone = z.strictObject({ is: z.literal("everyone") })

export type Question =
  | z.infer<typeof Everyone>
  | z.infer<typeof Compare>
  | z.infer<typeof In>
  | z.infer<typeof Like>
  | z.infer<typeof Range>
  | z.infer<typeof Known>
  | z.infer<typeof Search>
  | z.infer<typeof HasEvent>
  | z.infer<typeof OneOf>
  | z.infer<typeof FromSource>
  | z.infer<typeof InBatch>
  | z.infer<typeof Trait>
  | { readonly is: "and" | "or"; readonly of: readonly Question[] }
  | { readonly is: "not"; readonly of: Question }

/** Checks the shape of a question. Whether its fields exist is the planner's to say. */
export const Question: z.ZodType<Question> = z.lazy(() =>
  z.union([
    Everyone,
    Compare,
    In,
    Like,
    Range,
    Known,
    Search,
    HasEvent,
    OneOf,
    FromSource,
    InBatch,
    Trait,
    z.strictObject({ is: z.enum(["and", "or"]), of: z.array(Question).max(50) }),
    z.strictObject({ is: z.literal("not"), of: Question }),
  ]),
)
export type QuestionNode = Question["is"]
