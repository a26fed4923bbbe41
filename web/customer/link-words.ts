import { isTextKey } from "#text"
import { useText } from "../shown.tsx"
import type { JoinLink } from "./asking-customer.ts"

/** The weight of a link in bits, to one decimal. */
export function bitsOf({ milliBits }: Pick<JoinLink, "milliBits">): string {
  return (milliBits / 1000).toFixed(1)
}

/** Which keys agreed, or who decided. */
export function useLinkWords({ kind, rules, reason }: JoinLink): string {
  const text = useText()
  const said = rules.map((rule) => {
    const key = `rule.${rule}`
    return isTextKey(key) ? text(key) : rule
  })
  if (kind === "cannot") said.unshift(text("web.joins.cannot"))
  if (kind !== "auto" && rules.length === 0) said.push(text("web.joins.by-person"))
  if (reason !== null) said.push(reason)
  return said.join(text("web.evidence.and"))
}
