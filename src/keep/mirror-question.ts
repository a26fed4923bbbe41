import type { Question } from "#kernel"
import type { Tx } from "#store"
import { readNumbersWhere } from "./list.store.ts"
import { foreignParts } from "./question/foreign.ts"
import { planForMirror, planQuestion } from "./question/plan-question.ts"
import type { Asker, MirrorPrinted } from "./question/printed.ts"

/** So many numbers travel to the mirror in a moment; with more, PostgreSQL answers everything. */
const mostFound = 50_000

/**
 * A question as the mirror can answer it: parts that it has no columns for are answered here and now.
 * @returns `undefined` where these find too many
 * @throws Failure "keep/question"
 */
export async function mirrorQuestion(
  tx: Tx,
  question: Question,
  asker: Asker,
): Promise<MirrorPrinted | undefined> {
  const found = new Map<Question, readonly number[]>()
  for (const part of foreignParts(question)) {
    const numbers = await readNumbersWhere(tx, planQuestion(part, asker), mostFound + 1)
    if (numbers.length > mostFound) return undefined
    found.set(part, numbers)
  }
  return planForMirror(question, asker, found)
}
