import type { FieldId, Subject } from "#kernel"
import { simplified } from "./name-key.ts"
import { spellOut } from "./pinyin.ts"
import { remembering } from "./remembering.ts"

// Beginnings of this many letters can be looked up; a search takes the longest that it fills.
const beginnings = [2, 3, 4, 6, 8] as const
const none: readonly string[] = []

/** The current values of a customer, by field. */
export type SearchedValues = Readonly<Record<FieldId, readonly string[] | undefined>>

/**
 * Tokens under which a customer is found: characters and pairs of characters of its names, pinyin
 * and its initials, beginnings of Latin words, the last four digits of phones, names of mailboxes.
 * One array, one inverted index. What is found by a token is found for certain only up to 8 letters.
 */
export function searchTokens(subject: Subject, values: SearchedValues): readonly string[] {
  const tokens = new Set<string>()
  const names = subject === "person" ? ["name", "also_known"] : ["organisation_name", "also_known"]
  for (const field of names) {
    for (const name of values[field] ?? none) add(tokens, nameTokens(name, subject))
  }
  for (const employer of values["employer"] ?? none) add(tokens, hanTokens(employer))
  for (const phone of values["phones"] ?? none) tokens.add(`#${digitsOf(phone).slice(-4)}`)
  for (const email of values["emails"] ?? none) add(tokens, mailboxTokens(email))
  return [...tokens]
}

/**
 * Tokens that all stand at a customer whom a search means; empty where it names nothing that is
 * indexed (one letter, three digits). Whoever asks compares longer words and numbers again.
 */
export function queryTokens(text: string): readonly string[] {
  const spelled = simplified(folded(text))
  const tokens = new Set<string>()
  add(tokens, hanQuery(spelled))
  for (const word of spelled.match(/[a-z\d][a-z\d'’]*/gu) ?? none) {
    if (/^\d+$/.test(word)) continue
    const longest = beginnings.findLast((length) => length <= word.length)
    if (longest !== undefined) tokens.add(word.slice(0, longest))
  }
  const digits = digitsOf(spelled)
  if (digits.length >= 4 && !/[a-z@]/.test(spelled)) tokens.add(`#${digits.slice(-4)}`)
  return [...tokens]
}

/** Tokens of one name. */
function nameTokens(name: string, subject: Subject): readonly string[] {
  return tokensOf[subject](name)
}

const tokensOf = {
  person: remembering((name: string) => makeNameTokens(name, "person")),
  organisation: remembering((name: string) => makeNameTokens(name, "organisation")),
} as const

function makeNameTokens(name: string, subject: Subject): readonly string[] {
  const words = spellOut(name, subject)
  const latin = /\p{Script=Han}/u.test(name)
    ? [words.join(""), words.map((word) => word.charAt(0)).join("")]
    : words
  return [...new Set([...hanTokens(name), ...words.flatMap(startsOf), ...latin.flatMap(startsOf)])]
}

/** Each Han character and each two that stand together. */
function hanTokens(text: string): readonly string[] {
  return hanRuns(simplified(folded(text))).flatMap((run) => {
    const signs = Array.from(run)
    return signs.flatMap((sign, at) => (at === 0 ? [sign] : [sign, `${signs[at - 1]}${sign}`]))
  })
}

function hanQuery(text: string): readonly string[] {
  return hanRuns(text).flatMap((run) => {
    const signs = Array.from(run)
    return signs.length === 1 ? signs : signs.slice(1).map((sign, at) => `${signs[at]}${sign}`)
  })
}

function hanRuns(text: string): readonly string[] {
  return text.match(/\p{Script=Han}+/gu) ?? none
}

function mailboxTokens(email: string): readonly string[] {
  const mailbox = folded(email.slice(0, Math.max(0, email.lastIndexOf("@"))))
  return (mailbox.match(/[a-z\d]+/g) ?? none).filter((word) => /[a-z]/.test(word)).flatMap(startsOf)
}

function startsOf(word: string): readonly string[] {
  return beginnings.filter((length) => length <= word.length).map((length) => word.slice(0, length))
}

function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase()
    .normalize("NFKC")
}

function digitsOf(text: string): string {
  return text.replace(/;ext=.*/, "").replace(/\D/g, "")
}

function add(tokens: Set<string>, more: readonly string[]): void {
  for (const token of more) tokens.add(token)
}
