import type { Question } from "#kernel"
import { all, opposite, some } from "./combine.ts"
import { compare } from "./compare.ts"
import { duckdb, postgres } from "./engine.ts"
import { isForeign, wasFound } from "./foreign.ts"
import { fromSource } from "./from-source.ts"
import { hasEvent } from "./has-event.ts"
import { inBatch } from "./in-batch.ts"
import { inList } from "./in-list.ts"
import { known } from "./known.ts"
import { like } from "./like.ts"
import { measure } from "./measure.ts"
import { oneOf } from "./one-of.ts"
import {
  rights,
  yes,
  type Asker,
  type MirrorPrinted,
  type Place,
  type Printed,
  type Sql,
} from "./printed.ts"
import { range } from "./range.ts"
import { search } from "./search.ts"
import { seenBy } from "./seen-by.ts"
import { trait } from "./trait.ts"

/**
 * A question as a condition on the customer `c`, its texts as parameters, never in the statement.
 * What the asker may not see is left out here, whoever asks: no caller adds or forgets it.
 * @throws Failure "keep/question"
 */
export function planQuestion(question: Question, asker: Asker): Printed {
  return {
    postgres: plan(question, { asker, engine: postgres, position: "conjunct", found: new Map() }),
  }
}

/**
 * The same condition for the mirror.
 * @param found numbers of the customers whom PostgreSQL found for each of `foreignParts(question)`
 * @throws Failure "keep/question"
 */
export function planForMirror(
  question: Question,
  asker: Asker,
  found: Place["found"],
): MirrorPrinted {
  const place: Place = { asker, engine: duckdb, position: "conjunct", found }
  return { duckdb: plan(question, place), [rights]: asker.principal.id }
}

function plan(question: Question, place: Place): Sql {
  measure(question)
  return all([seenBy(place.asker.principal), print(question, place)])
}

function print(question: Question, place: Place): Sql {
  if (place.engine.name === "duckdb" && isForeign(question)) return wasFound(question, place)
  switch (question.is) {
    case "everyone":
      return yes
    case "compare":
      return compare(question, place)
    case "in":
      return inList(question, place)
    case "like":
      return like(question, place)
    case "range":
      return range(question, place)
    case "known":
      return known(question, place)
    case "search":
      return search(question, place)
    case "has-event":
      return hasEvent(question, place)
    case "one-of":
      return oneOf(question, place)
    case "from-source":
      return fromSource(question, place)
    case "in-batch":
      return inBatch(question, place)
    case "trait":
      return trait(question, place)
    case "and":
      return all(question.of.map((part) => print(part, place)))
    case "or":
      return some(question.of.map((part) => print(part, { ...place, position: "nested" })))
    case "not":
      break
  }
  return opposite(print(question.of, { ...place, position: "nested" }))
}
