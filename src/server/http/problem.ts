import { Failure, type Facts } from "#kernel"
import { isTextKey, say, type Language } from "#text"
import { statusOf } from "./failure-status.ts"

/** RFC 9457. `code` is stable, `data` holds the facts, `title` and `detail` speak the reader's language. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly data: Facts
  /** Does the operation declare this failure? Then a typed client may switch on its code. */
  readonly defined: boolean
  readonly request: string
}

export interface Reader {
  readonly id: string
  readonly language: Language
}

export const problemType = "application/problem+json"

/** A failure as its reader sees it. */
export function problemOf(failure: Failure, reader: Reader, defined = false): Problem {
  const status = statusOf(failure.code)
  return {
    type: `urn:zhike:failure:${failure.code}`,
    title: titleOf(status, reader.language),
    status,
    detail: isTextKey(failure.textKey)
      ? say(reader.language, failure.textKey, failure.facts)
      : failure.code,
    code: failure.code,
    data: failure.facts,
    defined,
    request: reader.id,
  }
}

/** What anything else that was thrown becomes: a number to quote, and nothing of what happened inside. */
export function unexpected(reader: Reader): Failure {
  return new Failure("server/unexpected", { request: reader.id })
}

function titleOf(status: number, language: Language): string {
  const key = `problem.${status}`
  return say(language, isTextKey(key) ? key : "problem.409")
}
