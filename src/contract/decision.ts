import { z } from "zod"
import { changing } from "./operation.ts"

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

export const decision = { resolveAll, rebuild }
