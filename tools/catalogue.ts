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
    const [facts, englishFacts] = [factsOf(chinese), factsOf(english)]
    if (facts === undefined) return [`${key}: the Chinese text is no ICU message`]
    if (englishFacts === undefined) return [`${key}: the English text is no ICU message`]
    if (facts === englishFacts) return []
    return [`${key} mentions {${facts}} in Chinese and {${englishFacts}} in English`]
  })
}

/** Every failure that is thrown has a text. */
export function failureFaults(code: readonly TextFile[], catalogue: Catalogue): readonly string[] {
  return code.flatMap(({ path, text }) =>
    [...text.matchAll(/\bnew Failure\(\s*(["'`])(.+?)\1/g)]
      .map(([, , failure = ""]) => `failure.${failure}`)
      .filter((key) => !Object.hasOwn(catalogue, key))
      .map((key) => `${path} throws what has no text: ${key}`),
  )
}

/** Names of the facts of a message, sorted; `undefined` if it cannot be read. */
function factsOf(text: string): string | undefined {
  try {
    const message = new IntlMessageFormat(text, "en", undefined, { ignoreTag: true })
    return [...new Set(namesIn(message.getAst()))].toSorted().join(", ")
  } catch {
    return undefined
  }
}

function namesIn(elements: readonly Element[]): readonly string[] {
  return elements.flatMap((element) => {
    if (!("value" in element) || String(element.type) === literal) return []
    const inner = "options" in element ? Object.values(element.options) : []
    return [element.value, ...inner.flatMap((option) => namesIn(option.value))]
  })
}
