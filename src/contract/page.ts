import { z } from "zod"

/** Where a list goes on: opaque, made by the server, holds no personal value in plain. */
export const Cursor = z.string().max(2000)

export const Limit = z.coerce.number().int().min(1).max(500).default(50)

/** A page of a list and where the next begins; `null` at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), next: Cursor.nullable() })
}

/** ISO 8601 in UTC. */
export const Instant = z.iso.datetime()

/**
 * What was known then instead of now: an instant, or a day, which means its end where the house stands.
 */
export const AsOf = z.union([z.iso.date(), z.iso.datetime()])
