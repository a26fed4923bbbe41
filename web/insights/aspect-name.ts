import { isTextKey, say, type Language } from "#text"
import { fieldName } from "../question/words.ts"
import { valueText, type Writing } from "../value-text.ts"
import type { Aspect } from "./composition-address.ts"

/** What customers are looked at by, in words. */
export function aspectName(language: Language, by: Aspect): string {
  const key = `composition.${by}`
  return isTextKey(key) ? say(language, key) : fieldName(language, by)
}

/** What a group is called. Ages are bands of five years, the last is open. */
export function groupName(
  writing: Writing,
  by: string,
  { value, source }: { readonly value: string; readonly source: string | undefined },
): string {
  const { language } = writing
  if (by === "source") return source ?? say(language, "composition.several")
  if (by === "age") return bandName(language, Number(value))
  const kind = isTextKey(`choice.${by}.${value}`) || by === "kind" ? "choice" : "text"
  return valueText(writing, { id: by, kind }, value)
}

function bandName(language: Language, from: number): string {
  if (from === 100) return say(language, "web.composition.band-open", { from })
  return say(language, "web.composition.band", { from, to: from + 4 })
}
