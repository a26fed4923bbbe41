import type { Question } from "#kernel"
import { all, opposite, some } from "./combine.ts"
import { compare } from "./compare.ts"
import { fromSource } from "./from-source.ts"
import { hasEvent } from "./has-event.ts"
import { inBatch } from "./in-batch.ts"
import { inList } from "./in-list.ts"
import { known } from "./known.ts"
import { like } from "./like.ts"
import { oneOf } from "./one-of.ts"
import { always, unaskable, type Asker, type Position, type Printed } from "./printed.ts"
import { range } from "./range.ts"
import { search } from "./search.ts"
import { seenBy } from "./seen-by.ts"
import { trait } from "./trait.ts"

const deepest = 12
const largest = 200
const longest = 5000

/**
 * A question as a condition on the customer `c`, its texts as parameters, never in the statement.
 * What the asker may not see is left out here, whoever asks: no caller adds or forgets it.
 * @throws Failure "keep/question"
 */
export function planQuestion(question: Question, asker: Asker): Printed {
  measure(question)
  return all([seenBy(asker.principal), print(question, { asker, position: "conjunct" })])
}

interface Place {
  readonly asker: Asker
  readonly position: Position
}

function print(question: Question, place: Place): Printed {
  const { asker, position } = place
  switch (question.is) {
    case "everyone":
      return always
    case "compare":
      return compare(question, asker)
    case "in":
      return inList(question, asker)
    case "like":
      return like(question)
    case "range":
      return range(question)
    case "known":
      return known(question)
    case "search":
      return search(question, asker)
    case "has-event":
      return hasEvent(question, position)
    case "one-of":
      return oneOf(question)
    case "from-source":
      return fromSource(question)
    case "in-batch":
      return inBatch(question, position)
    case "trait":
      return trait(question, asker)
    case "and":
      return all(question.of.map((part) => print(part, place)))
    case "or":
      return some(question.of.map((part) => print(part, { asker, position: "nested" })))
    case "not":
      break
  }
  return opposite(print(question.of, { asker, position: "nested" }))
}

/** Nobody builds a question of this size by hand; a program that does is stopped before the database is. */
function measure(question: Question): void {
  let nodes = 0
  let values = 0
  const walk = (node: Question, depth: number): void => {
    nodes += 1
    values += "values" in node ? node.values.length : 0
    values += "customers" in node ? node.customers.length : 0
    if (depth > deepest) throw unaskable("too_deep", { most: deepest })
    if (nodes > largest || values > longest) throw unaskable("too_large", { most: largest })
    for (const part of partsOf(node)) walk(part, depth + 1)
  }
  walk(question, 1)
}

function partsOf(question: Question): readonly Question[] {
  if (question.is === "and" || question.is === "or") return question.of
  return question.is === "not" ? [question.of] : []
}
