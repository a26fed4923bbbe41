import type { Question } from "#kernel"
import { askEither, type Asking } from "./ask-either.ts"
import { countCustomersWhere, countInMirror } from "./list.store.ts"
import { countCustomers, questionOf, type Asked } from "./list.ts"
import { nodesOf } from "./question/measure.ts"

/**
 * How many customers answer a question, exactly. One over events reads them all: the mirror does that,
 * if there is one in step. The others, and those of another time, are the store's.
 * @throws Failure "keep/question", "store/unknown-question"
 */
export async function countEither(asking: Asking, asked: Asked): Promise<number> {
  const { store, asker } = asking
  const question = await store.read((tx) => questionOf(tx, asked))
  if (asked.asOf !== undefined || !isOverEvents(question))
    return store.read((tx) => countCustomers(tx, asker, asked))
  return askEither(asking, question, {
    inMirror: countInMirror,
    inStore: (tx, where) => countCustomersWhere(tx, where, undefined),
  })
}

function isOverEvents(question: Question): boolean {
  return nodesOf(question).some(({ is }) => is === "has-event")
}
