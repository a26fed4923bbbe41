import { sql } from "kysely"
import type { Question } from "#kernel"
import { measure, nodesOf } from "./measure.ts"
import type { Place, Sql } from "./printed.ts"

/**
 * The parts of a question that the mirror has no columns for: search words and batches. PostgreSQL, which has an index for each, answers them first.
 * @throws Failure "keep/question"
 */
export function foreignParts(question: Question): readonly Question[] {
  measure(question)
  return nodesOf(question).filter(isForeign)
}

export function isForeign(question: Question): boolean {
  return question.is === "search" || question.is === "in-batch"
}

/** Is the customer one of those whom PostgreSQL found? */
export function wasFound(question: Question, { found }: Place): Sql {
  const numbers = found.get(question)
  if (numbers === undefined) throw new Error(`the mirror cannot answer ${question.is} by itself`)
  return sql`c.no in (select unnest(${numbers}::bigint[]))`
}
