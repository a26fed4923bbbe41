import { z } from "zod"
import { BatchId, Failure } from "#kernel"

// What the program and its thread for batches tell each other.

/** How the thread comes to the database and the keys. */
export const Place = z.object({
  dataDir: z.string(),
  /** As the driver takes it; it holds a password and goes nowhere else. */
  connection: z.record(z.string(), z.unknown()),
})

/** To the thread. */
export const Order = z.discriminatedUnion("what", [
  z.object({ what: z.literal("do"), job: z.int(), batch: BatchId }),
  z.object({ what: z.literal("stop"), job: z.int() }),
  z.object({ what: z.literal("leave") }),
])
export type Order = z.infer<typeof Order>

const Trouble = z.union([
  z.object({
    code: z.templateLiteral([z.string(), "/", z.string()]),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
  z.object({ name: z.string(), message: z.string(), stack: z.string() }),
])
export type Trouble = z.infer<typeof Trouble>

/** From the thread: a job is over. */
export const Report = z.object({ job: z.int(), trouble: Trouble.optional() })
export type Report = z.infer<typeof Report>

/** An error as it can be told across. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof Failure) return { code: error.code, facts: error.facts }
  if (!(error instanceof Error)) return { name: "Error", message: String(error), stack: "" }
  const { name, message, stack = "" } = error
  return { name, message, stack }
}

/** The error again, as whoever waited for the job expects it. */
export function errorOf(trouble: Trouble): Error {
  if ("code" in trouble) return new Failure(trouble.code, trouble.facts)
  const error = new Error(trouble.message)
  return Object.assign(error, { name: trouble.name, stack: trouble.stack })
}
