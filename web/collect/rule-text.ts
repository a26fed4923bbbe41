import { isTextKey, say, type Language } from "#text"

/** The name of a rule that brings records together, else its code. */
export function ruleText(language: Language, rule: string): string {
  const key = `rule.${rule}`
  return isTextKey(key) ? say(language, key) : rule
}
