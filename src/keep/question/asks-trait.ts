import type { Question } from "#kernel"

/** Does a question ask for computed attributes, of which only those of the current run are kept? */
export function asksTrait(question: Question): boolean {
  if (question.is === "trait") return true
  if (question.is === "not") return asksTrait(question.of)
  return (question.is === "and" || question.is === "or") && question.of.some(asksTrait)
}
