import { isTextKey } from "#text"
import type { useText } from "./shown.tsx"

/** Kinds of source that a file can come from, as the house declares them. */
export const sourceKinds = [
  "file",
  "form",
  "survey",
  "order",
  "call",
  "visit",
  "exhibition",
  "complaint",
  "website",
  "partner",
  "register",
  "bought-list",
] as const

/** The words of a kind of source, else its code. */
export function sourceKindText(text: ReturnType<typeof useText>, kind: string): string {
  const key = `source-kind.${kind}`
  return isTextKey(key) ? text(key) : kind
}
