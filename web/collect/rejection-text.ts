import { isTextKey, say, type Language } from "#text"
import type { Rejection } from "./asking-batch.ts"

/** Why a row was rejected and how to mend it; its code where no sentence is known. */
export function rejectionText(
  language: Language,
  { code, column, facts }: Pick<Rejection, "code" | "column" | "facts">,
): string {
  const key = `failure.${code}`
  if (!isTextKey(key)) return code
  try {
    return say(language, key, { column, ...facts })
  } catch {
    // A fact that the text names was not kept.
    return code
  }
}
