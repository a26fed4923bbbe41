import { IntlMessageFormat } from "intl-messageformat"
import { en } from "./en.ts"
import { zh, type TextKey } from "./zh.ts"

export type { TextKey } from "./zh.ts"

export const languages = ["zh", "en"] as const
export type Language = (typeof languages)[number]

const catalogues: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { zh, en }
const locales: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en" }
const formats = new Map<string, IntlMessageFormat>()

/** Facts that a text mentions: `{count}`, `{name}`. Texts are ICU messages. */
export type TextFacts = Readonly<Record<string, string | number | boolean | null | undefined>>

/** The sentence of a key in a language, with its facts put in. */
export function say(language: Language, key: TextKey, facts: TextFacts = {}): string {
  const formatted = formatOf(language, key).format({ ...facts })
  return typeof formatted === "string" ? formatted : String(formatted)
}

/** Is there a text of that key? Narrows what comes from outside: codes of failures, ids of fields. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(zh, key)
}

/** The language a reader prefers, from an Accept-Language header or a locale; Chinese if in doubt. */
export function languageOf(preferences: string | undefined): Language {
  const first = (preferences ?? "").toLowerCase().match(/\b(zh|en)\b/)?.[1]
  return first === "en" ? "en" : "zh"
}

function formatOf(language: Language, key: TextKey): IntlMessageFormat {
  const id = `${language}:${key}`
  const known = formats.get(id)
  if (known !== undefined) return known
  const made = new IntlMessageFormat(catalogues[language][key], locales[language], undefined, {
    ignoreTag: true,
  })
  formats.set(id, made)
  return made
}
