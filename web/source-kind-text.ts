import { isTextKey } from "#text"
import type { useText } from "./shown.tsx"

/** The words of a kind of source, else its code. */
export function sourceKindText(text: ReturnType<typeof useText>, kind: string): string {
  const key = `source-kind.${kind}`
  return isTextKey(key) ? text(key) : kind
}
