import { isTextKey } from "#text"
import type { Terminal } from "./terminal.ts"

/** What a field is called in the reader's language. */
export function fieldName(field: string, terminal: Terminal): string {
  const key = `field.${field}`
  return isTextKey(key) ? terminal.say(key) : field
}
