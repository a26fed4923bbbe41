import type { Question } from "#kernel"
import { unaskable } from "./printed.ts"

const deepest = 12
const largest = 200
const longest = 5000

/**
 * Nobody builds a question of this size by hand; a program that does is stopped before the database is.
 * No text of ours holds the character NUL, and PostgreSQL would not even read it.
 */
export function measure(question: Question): void {
  let nodes = 0
  let values = 0
  const walk = (node: Question, depth: number): void => {
    nodes += 1
    values += "values" in node ? node.values.length : 0
    values += "customers" in node ? node.customers.length : 0
    if (depth > deepest) throw unaskable("too_deep", { most: deepest })
    if (nodes > largest || values > longest) throw unaskable("too_large", { most: largest })
    if (textsOf(node).some((text) => text.includes("\0"))) throw unaskable("not_a_text")
    for (const part of partsOf(node)) walk(part, depth + 1)
  }
  walk(question, 1)
}

/** Every node of a question, itself included. */
export function nodesOf(question: Question): readonly Question[] {
  return [question, ...partsOf(question).flatMap(nodesOf)]
}

function partsOf(question: Question): readonly Question[] {
  if (question.is === "and" || question.is === "or") return question.of
  return question.is === "not" ? [question.of] : []
}

function textsOf(question: Question): readonly string[] {
  return Object.values(question)
    .flat()
    .filter((value) => typeof value === "string")
}
