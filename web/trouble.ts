import { ORPCError } from "@orpc/client"
import { isTextKey, say, type Language, type TextFacts } from "#text"

/** What a reader can be told of a call that did not work. */
export type Trouble =
  | { readonly kind: "unreachable" }
  | { readonly kind: "no-session" }
  | { readonly kind: "no-right"; readonly sentence: string }
  | { readonly kind: "failure"; readonly code: string; readonly sentence: string }

/** Sorts what was thrown by what its reader can do about it. */
export function troubleOf(language: Language, thrown: unknown): Trouble {
  if (!(thrown instanceof ORPCError)) return { kind: "unreachable" }
  const { code, status } = thrown
  if (status === 401) return { kind: "no-session" }
  if (status === 502 || status === 503 || status === 504) return { kind: "unreachable" }
  const sentence = sentenceOf(language, thrown)
  if (status === 403) return { kind: "no-right", sentence }
  return { kind: "failure", code: String(code), sentence }
}

/** Is it worth another try by itself? Only when nothing was answered. */
export function mayPass(thrown: unknown): boolean {
  return troubleOf("zh", thrown).kind === "unreachable"
}

/** One sentence for a toast. */
export function sayTrouble(language: Language, thrown: unknown): string {
  const trouble = troubleOf(language, thrown)
  if (trouble.kind === "unreachable") return say(language, "web.state.unreachable")
  if (trouble.kind === "no-session") return say(language, "web.state.no-session")
  return trouble.sentence
}

function sentenceOf(language: Language, error: ORPCError<string, unknown>): string {
  const key = `failure.${error.code}`
  if (!isTextKey(key)) return error.message
  try {
    return say(language, key, factsOf(error.data))
  } catch {
    // A fact that the text names was not sent: the server's own sentence then.
    return error.message
  }
}

function factsOf(data: unknown): TextFacts {
  if (typeof data !== "object" || data === null) return {}
  const printable = Object.entries(data).filter(
    ([, fact]) => typeof fact === "string" || typeof fact === "number" || typeof fact === "boolean",
  )
  return Object.fromEntries(printable)
}
