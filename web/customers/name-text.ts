import type { useText } from "../shown.tsx"
import type { CustomerLine } from "./use-rows.ts"

/** What a customer is called in a list: nobody may have said a name yet, then the number stands in. */
export function nameText(
  text: ReturnType<typeof useText>,
  { name, number }: Pick<CustomerLine, "name" | "number">,
): string {
  return name === "" ? text("web.customers.nameless", { number }) : name
}
