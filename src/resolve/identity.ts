import type { LiveRecord } from "#kernel"

const documents = ["identity_number", "credit_code"] as const

/**
 * The valid identity document of a record, unless it was typed by hand; told by the blind index where it is sealed. Two records
 * with different ones cannot be one customer unless a person says so.
 */
export function identityOf({ clean }: Pick<LiveRecord, "clean">): string | undefined {
  for (const field of documents) {
    for (const { k, v, x, t } of clean[field] ?? []) {
      if (t !== undefined) continue
      if (k !== undefined && k !== "corrected") continue
      const said = x ?? v
      if (said !== undefined) return `${field}:${said}`
    }
  }
  return undefined
}
