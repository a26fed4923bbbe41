import { isTextKey, say, type Language } from "#text"
import type { FileContent } from "./send-file.ts"

/** What a column of orders can be for. */
const orderTargets = [
  "order.customer",
  "order.id",
  "order.line",
  "order.date",
  "order.quantity",
  "order.amount",
  "order.price",
  "order.currency",
  "order.product",
  "order.channel",
  "order.status",
] as const

interface DictionaryField {
  readonly id: string
  readonly of: readonly string[]
}

/** Where the columns of such a file can go. */
export function targetsOf(
  content: FileContent,
  fields: readonly DictionaryField[],
): readonly string[] {
  if (content === "orders") return orderTargets
  const subject = content === "people" ? "person" : "organisation"
  return fields.filter(({ of }) => of.includes(subject)).map(({ id }) => id)
}

/** The name of a field or of an order's role, else its code. */
export function targetText(language: Language, target: string): string {
  const key = target.startsWith("order.") ? `role.${target}` : `field.${target}`
  return isTextKey(key) ? say(language, key) : target
}
