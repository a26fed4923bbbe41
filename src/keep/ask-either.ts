import type { Question } from "#kernel"
import type { Mirror, MirrorReading, Store, Tx } from "#store"
import { mirrorQuestion } from "./mirror-question.ts"
import { planQuestion } from "./question/plan-question.ts"
import type { Asker, MirrorPrinted, Printed } from "./question/printed.ts"

/** Where a question that reads much can be put: the store, and its mirror where there is one. */
export interface Asking {
  readonly store: Store
  readonly mirror?: Pick<Mirror, "inStep"> | undefined
  readonly asker: Asker
}

/** How each of the two answers; both must say the same. */
export interface Ways<Answer> {
  readonly inMirror: (reading: MirrorReading, where: MirrorPrinted) => Promise<Answer>
  readonly inStore: (tx: Tx, where: Printed) => Promise<Answer>
}

/** Waiting longer for the mirror is no gain: the store would have answered by then. */
const patienceMs = 500

/**
 * Puts a question to the mirror, where that is in step, else to the store. It costs the same there whether
 * few or many answer it: a pass over columns.
 * @throws Failure "keep/question"
 */
export async function askEither<Answer>(
  asking: Asking,
  question: Question,
  { inMirror, inStore }: Ways<Answer>,
): Promise<Answer> {
  const { store, asker, mirror } = asking
  const where = mirror && (await store.read((tx) => mirrorQuestion(tx, question, asker)))
  const answered =
    where && (await mirror?.inStep((reading) => inMirror(reading, where).then(boxed), patienceMs))
  return answered === undefined
    ? store.read((tx) => inStore(tx, planQuestion(question, asker)))
    : answered.box
}

function boxed<Answer>(box: Answer): { readonly box: Answer } {
  return { box }
}
