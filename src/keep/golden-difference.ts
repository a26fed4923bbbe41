import type { GoldenRow } from "./golden-row.ts"

/** Columns in which two golden rows differ. The order of keys inside a document does not matter. */
export function differingColumns(
  one: Readonly<Record<string, unknown>>,
  other: GoldenRow,
): readonly string[] {
  return Object.entries(other).flatMap(([column, value]) =>
    isSame(one[column], value) ? [] : [column],
  )
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (one === null || other === null || typeof one !== typeof other) return false
  return typeof one === "object" && JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

/** A document with its keys in a fixed order, as the database may give them in any. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const)
  return entries.toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
}
