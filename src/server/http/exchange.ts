import type { IncomingMessage, ServerResponse } from "node:http"
import type { Language } from "#text"

/** One request on its way through the house. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  /** Said in the answer's X-Request-Id, in problems and in the log: what to quote when asking for help. */
  readonly id: string
  readonly language: Language
  /** Admits the styles and scripts of this answer only. */
  readonly nonce: string
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal
  /** For the log, which knows patterns and codes, never addresses and facts. */
  readonly note: (note: Partial<Notes>) => void
}

export interface Notes {
  /** The pattern that answered, e.g. `/api/v1/batches/{batch}`. */
  readonly route: string
  /** Code of the failure that was answered. */
  readonly code: string
}

/** One value of a header that may stand several times; `undefined` if it does not. */
export function headerOf({ request }: Exchange, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value.join(", ") : value
}
