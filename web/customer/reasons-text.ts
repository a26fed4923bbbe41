import { isTextKey, say, type Language } from "#text"

/** What cleansing found, in words: the codes of a verdict's reasons as one clause. */
export function reasonsText(language: Language, reasons: readonly string[]): string {
  return reasons
    .map((reason) => {
      const key = `reason.${reason}`
      return isTextKey(key) ? say(language, key) : reason
    })
    .join(say(language, "web.evidence.and"))
}
