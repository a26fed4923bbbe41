import { IntlMessageFormat } from "intl-messageformat"
import type { TextFile } from "./tree.ts"

type Catalogue = Readonly<Record<string, string>>
/** The number by which the message format tells plain words from the rest. */
const literal = "0"

type Element = ReturnType<IntlMessageFormat["getAst"]>[number]

/** Both languages have every key, each text is well formed, and both mention the same facts. */
export function catalogueFaults(zh: Catalogue, en: Catalogue): readonly string[] {
  return [...new Set([...Object.keys(zh), ...Object.keys(en)])].toSorted().flatMap((key) => {
    const [chinese, english] = [zh[key], en[key]]
    if (chinese === undefined) return [`${key} has no Chinese text`]
    if (english === undefined) return [`${key} has no English text`]
    return compareFacts(key, factsOf(chinese), factsOf(english))
  })
}

/** Every failure that is thrown has a text. A code that is put together is not seen. */
export function failureFaults(code: readonly TextFile[], catalogue: Catalogue): readonly string[] {
  return code.flatMap(({ path, text }) => {
    const thrown = [...text.matchAll(/\bnew Failure\(\s*"([^"]+)"/g)].map(
      ([, failure = ""]) => `failure.${failure}`,
    )
    return [...new Set(thrown)]
      .filter((key) => !Object.hasOwn(catalogue, key))
      .map((key) => `${path} throws what has no text: ${key}`)
  })
}

/** What a message mentions, sorted, or why it is no message. */
type Reading = { readonly facts: string } | { readonly slip: string }

function compareFacts(key: string, zh: Reading, en: Reading): readonly string[] {
  if ("slip" in zh) return [`${key}: the Chinese text is no ICU message: ${zh.slip}`]
  if ("slip" in en) return [`${key}: the English text is no ICU message: ${en.slip}`]
  if (zh.facts === en.facts) return []
  return [`${key} mentions {${zh.facts}} in Chinese and {${en.facts}} in English`]
}

function factsOf(text: string): Reading {
  try {
    const message = new IntlMessageFormat(text, "en", undefined, { ignoreTag: true })
    return { facts: [...new Set(namesIn(message.getAst()))].toSorted().join(", ") }
  } catch (error) {
    return { slip: error instanceof Error ? error.message : String(error) }
  }
}

function namesIn(elements: readonly Element[]): readonly string[] {
  return elements.flatMap((element) => {
    if (!("value" in element) || String(element.type) === literal) return []
    const inner = "options" in element ? Object.values(element.options) : []
    return [element.value, ...inner.flatMap((option) => namesIn(option.value))]
  })
}
