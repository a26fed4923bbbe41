import type { useText } from "../shown.tsx"
import { delimiters } from "./reading-choice.tsx"

/** The name of the sign between cells. */
export function delimiterText(text: ReturnType<typeof useText>, sign: string): string {
  const known = delimiters.find((one) => one.sign === sign)
  return known === undefined
    ? text("web.collect.delimiter-other", { sign })
    : text(`web.collect.delimiter-${known.name}`)
}
