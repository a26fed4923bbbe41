import { impossible, judge, type Verdict } from "#kernel"
import { choiceOf } from "./choice-words.ts"
import type { Cleaner, CleanContext } from "./cleaner.ts"
import { isPlaceholder } from "./placeholder.ts"
import { unifySpelling, withoutSpaces } from "./spelling.ts"

const reasons = ["choice/empty", "choice/placeholder", "choice/unknown", "choice/title"] as const
type Reason = (typeof reasons)[number]

/** One of the codes of a field. A word that is none of them has no value; its writing is kept. */
export const choice: Cleaner<Reason> = {
  kind: "choice",
  reasons,
  example: "female",
  cleanse: cleanseChoice,
}

function cleanseChoice(written: string, { field }: CleanContext): Verdict<string, Reason> {
  const word = withoutSpaces(unifySpelling(written)).toLowerCase()
  if (word === "") return impossible("choice/empty")
  const declared = field?.choices?.find((code) => code.toLowerCase() === word)
  const code = declared ?? choiceOf(field?.id ?? "", word)
  if (code !== undefined)
    return judge(code, {
      changes: [/先生|女士|小姐|太太|^m(?:r|s|rs|iss)\b/u.test(word) && "choice/title"],
      doubts: [],
    })
  return impossible(isPlaceholder(word) ? "choice/placeholder" : "choice/unknown")
}
