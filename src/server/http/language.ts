import type { IncomingHttpHeaders } from "node:http"
import { languageOf, type Language } from "#text"

/** The language chosen on the page, else the one the reader's program prefers. */
export function readLanguage(headers: IncomingHttpHeaders): Language {
  const chosen = /(?:^|;\s*)zhike-language=(zh|en)\b/.exec(headers.cookie ?? "")?.[1]
  return languageOf(chosen ?? headers["accept-language"])
}
