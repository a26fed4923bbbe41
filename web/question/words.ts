import { isTextKey, say, type Language } from "#text"
import type { Question } from "#contract"
import type { Formats } from "../format.ts"
import { valueText } from "../value-text.ts"

/** What a condition is called, and what it asks: the two halves of its chip. */
export interface ConditionWords {
  readonly label: string
  readonly value: string
}

/** What a condition's words are made of. */
export interface WordSource {
  readonly language: Language
  readonly formats: Formats
  readonly kindOf: (field: string) => string
  readonly sourceName: (id: string) => string | undefined
}

/** The words of a field: the dictionary's, our own for what a customer has besides, else its id. */
export function fieldName(language: Language, field: string): string {
  for (const key of [`field.${field}`, `web.field.${field}`])
    if (isTextKey(key)) return say(language, key)
  return field
}

/** The words of a segment of an analysis, else its code. */
export function segmentName(language: Language, segment: string): string {
  const key = `rfm.segment.${segment}`
  return isTextKey(key) ? say(language, key) : segment
}

/** The words of a kind of event, else its code. */
export function eventName(language: Language, kind: string): string {
  const key = `event.${kind}`
  return isTextKey(key) ? say(language, key) : kind
}

/** The words of a condition, in the reader's language. */
export function wordsOf(question: Question, from: WordSource): ConditionWords {
  const { language } = from
  if ("field" in question) return aboutField(question, from)
  if (question.is === "not") return opposite(question.of, from)
  if (question.is === "trait") return traitWords(question, from)
  if (question.is === "has-event") return eventWords(question, from)
  if (question.is === "search")
    return { label: say(language, "web.question.search"), value: question.text }
  if (question.is === "from-source")
    return {
      label: say(language, "web.question.source"),
      value: from.sourceName(question.source) ?? say(language, "web.question.gone"),
    }
  if (question.is === "one-of")
    return {
      label: say(language, "web.question.chosen"),
      value: say(language, "web.question.chosen-value", { count: question.customers.length }),
    }
  if (question.is === "in-batch")
    return { label: say(language, "web.question.batch"), value: String(question.batch) }
  return {
    label: say(language, "web.question.several"),
    value: say(language, "web.question.several-value", { count: sizeOf(question) }),
  }
}

type OfField = Extract<Question, { readonly field: string }>

function aboutField(question: OfField, from: WordSource): ConditionWords {
  const { language, formats } = from
  const field = { id: question.field, kind: from.kindOf(question.field) }
  const shown = (value: string) => valueText({ language, formats }, field, value)
  return { label: fieldName(language, field.id), value: askedValue(question, language, shown) }
}

function askedValue(
  question: OfField,
  language: Language,
  shown: (value: string) => string,
): string {
  if (question.is === "compare") return compareSign(question.by) + shown(question.value)
  if (question.is === "in") return listed(language, question.values.map(shown))
  if (question.is === "range") return range(question.from, question.to, shown)
  if (question.is === "known") return say(language, "web.question.known")
  const key = question.at === "start" ? "web.question.starts" : "web.question.contains"
  return say(language, key, { value: question.text })
}

function compareSign(by: string): string {
  if (by === "=") return ""
  return { "<>": "≠ ", "<": "< ", "<=": "≤ ", ">": "> ", ">=": "≥ " }[by] ?? ""
}

function range(
  from: string | undefined,
  to: string | undefined,
  shown: (value: string) => string,
): string {
  if (from === undefined) return to === undefined ? "" : `≤ ${shown(to)}`
  return to === undefined ? `≥ ${shown(from)}` : `${shown(from)} – ${shown(to)}`
}

function opposite(question: Question, from: WordSource): ConditionWords {
  const { language } = from
  if (question.is === "known")
    return {
      label: fieldName(language, question.field),
      value: say(language, "web.question.unknown"),
    }
  const { label, value } = wordsOf(question, from)
  return { label, value: say(language, "web.question.not", { value }) }
}

function traitWords(
  { column, values }: Extract<Question, { readonly is: "trait" }>,
  { language }: WordSource,
): ConditionWords {
  const key = `web.question.rfm-${column}`
  return {
    label: isTextKey(key) ? say(language, key) : column,
    value: listed(
      language,
      values.map((value) => (column === "segment" ? segmentName(language, value) : value)),
    ),
  }
}

function eventWords(
  { kind, atLeast, atMost, from, to }: Extract<Question, { readonly is: "has-event" }>,
  { language }: WordSource,
): ConditionWords {
  const times = range(String(atLeast), atMost?.toString(), (value) => value)
  const days = from === undefined && to === undefined ? "" : ` (${range(from, to, (day) => day)})`
  return {
    label: eventName(language, kind),
    value: say(language, "web.question.times", { times }) + days,
  }
}

function listed(language: Language, values: readonly string[]): string {
  const shown = values.slice(0, 3).join(say(language, "web.question.comma"))
  return values.length <= 3
    ? shown
    : say(language, "web.question.and-more", { shown, count: values.length })
}

function sizeOf(question: Question): number {
  return "of" in question && Array.isArray(question.of) ? question.of.length : 1
}
