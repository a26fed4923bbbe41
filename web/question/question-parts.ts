import type { Question } from "#contract"

/** The conditions of a question that must all hold: what the list shows as chips. */
export function partsOf(question: Question): readonly Question[] {
  if (question.is === "everyone") return []
  return question.is === "and" ? question.of.flatMap(partsOf) : [question]
}

/** The question that asks for all of them; `undefined` for none, which is everyone. */
export function questionOf(parts: readonly Question[]): Question | undefined {
  const [only] = parts
  return parts.length < 2 ? only : { is: "and", of: [...parts] }
}

/** The same conditions without one, or with another in its place. */
export function replaced(
  parts: readonly Question[],
  at: number,
  by: Question | undefined,
): readonly Question[] {
  if (at >= parts.length) return by === undefined ? parts : [...parts, by]
  return parts.flatMap((part, place) => (place === at ? (by === undefined ? [] : [by]) : [part]))
}
