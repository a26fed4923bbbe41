import { z } from "zod"

// The shapes that the command line promises.

export const Imported = z.strictObject({
  batch: z.int(),
  read: z.int(),
  accepted: z.int(),
  new: z.int(),
  changed: z.int(),
  same: z.int(),
  rejected: z.int(),
  customers: z.int(),
})

/** A dry run says the same, and what would change. */
export const Foreseen = Imported.extend({
  foresight: z.looseObject({
    about: z.boolean(),
    counts: z.strictObject({ changed: z.int(), merged: z.int(), joined: z.int(), new: z.int() }),
  }),
})

export const Resolved = z.strictObject({
  records: z.int(),
  customers: z.int(),
  links: z.int(),
  seconds: z.number(),
})

export const RfmAnswer = z.looseObject({
  as_of: z.string(),
  n: z.int(),
  edges: z.strictObject({
    R: z.array(z.number()),
    F: z.array(z.number()),
    M: z.array(z.number()),
  }),
  mean: z.strictObject({ R: z.number(), F: z.number(), M: z.number() }),
})

export const Rebuilt = z.looseObject({
  records: z.int(),
  customers: z.int(),
  differences: z.int(),
})
