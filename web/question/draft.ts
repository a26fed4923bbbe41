import type { Question } from "#contract"

/** What a condition can be about besides the fields of the dictionary. */
export const otherSubjects = ["@source", "@batch", "@segment", "@events"] as const
export type OtherSubject = (typeof otherSubjects)[number]

export const ways = [
  "is",
  "one-of",
  "starts",
  "contains",
  "between",
  "is-not",
  "known",
  "unknown",
] as const
export type Way = (typeof ways)[number]

/** A condition while somebody writes it. */
export interface Draft {
  /** A field's id, or one of the other subjects. */
  readonly about: string
  readonly way: Way
  readonly value: string
  /** The upper end of a range. */
  readonly upto: string
  readonly values: readonly string[]
}

/** Of a field, what the choice of ways depends on. */
export interface DraftField {
  readonly id: string
  readonly kind: string
  readonly sensitive: boolean
}

const ofText: readonly Way[] = ["is", "contains", "starts", "is-not", "known", "unknown"]
const ofOrder: readonly Way[] = ["between", "is", "known", "unknown"]
const ofChoice: readonly Way[] = ["one-of", "known", "unknown"]
const ofSecret: readonly Way[] = ["is", "known", "unknown"]

/** The ways in which a field can be asked for, the likeliest first. */
export function waysOf({ kind, sensitive }: DraftField): readonly Way[] {
  if (sensitive) return ofSecret
  if (kind === "choice") return ofChoice
  return kind === "date" || kind === "number" || kind === "money" ? ofOrder : ofText
}

export function emptyDraft(about: string, way: Way = "is"): Draft {
  return { about, way, value: "", upto: "", values: [] }
}

/** The condition that a draft stands for; `undefined` while something is missing. */
export function conditionOf(draft: Draft): Question | undefined {
  const { about } = draft
  const value = draft.value.trim()
  const values = [...draft.values]
  if (about === "@source") return value === "" ? undefined : { is: "from-source", source: value }
  if (about === "@batch")
    return /^[1-9]\d{0,8}$/.test(value) ? { is: "in-batch", batch: Number(value) } : undefined
  if (about === "@segment")
    return values.length === 0
      ? undefined
      : { is: "trait", analysis: "rfm", column: "segment", values }
  if (about === "@events") return eventsOf(draft)
  return aboutField({ ...draft, value, upto: draft.upto.trim(), values })
}

function aboutField({ about: field, way, value, upto, values }: Draft): Question | undefined {
  if (way === "known") return { is: "known", field }
  if (way === "unknown") return { is: "not", of: { is: "known", field } }
  if (way === "one-of")
    return values.length === 0 ? undefined : { is: "in", field, values: [...values] }
  if (way === "between") return between(field, value, upto)
  if (value === "") return undefined
  if (way === "is") return { is: "compare", field, by: "=", value }
  if (way === "is-not") return { is: "compare", field, by: "<>", value }
  return { is: "like", field, text: value, at: way === "starts" ? "start" : "anywhere" }
}

function between(field: string, from: string, to: string): Question | undefined {
  if (from === "" && to === "") return undefined
  return {
    is: "range",
    field,
    ...(from === "" ? {} : { from }),
    ...(to === "" ? {} : { to }),
  }
}

/** Of a kind (`values[0]`), at least and at most so many. */
function eventsOf({ value, upto, values: [kind] }: Draft): Question | undefined {
  const least = wholeOf(value) ?? 1
  const most = wholeOf(upto)
  if (kind === undefined || (most !== undefined && most < least)) return undefined
  return {
    is: "has-event",
    kind,
    atLeast: least,
    ...(most === undefined ? {} : { atMost: most }),
  }
}

function wholeOf(text: string): number | undefined {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined
}

/** The draft behind a condition, to change it; `undefined` for one that no draft can write. */
export function draftOf(question: Question): Draft | undefined {
  if (question.is === "compare") return compared(question)
  if (question.is === "in")
    return { ...emptyDraft(question.field, "one-of"), values: question.values }
  if (question.is === "like") {
    const way = question.at === "start" ? "starts" : "contains"
    return { ...emptyDraft(question.field, way), value: question.text }
  }
  if (question.is === "range") {
    const { field, from = "", to = "" } = question
    return { ...emptyDraft(field, "between"), value: from, upto: to }
  }
  if (question.is === "known") return emptyDraft(question.field, "known")
  if (question.is === "not" && question.of.is === "known")
    return emptyDraft(question.of.field, "unknown")
  return otherDraft(question)
}

function compared({
  field,
  by,
  value,
}: Extract<Question, { readonly is: "compare" }>): Draft | undefined {
  if (by === "=") return { ...emptyDraft(field, "is"), value }
  return by === "<>" ? { ...emptyDraft(field, "is-not"), value } : undefined
}

function otherDraft(question: Question): Draft | undefined {
  if (question.is === "from-source") return { ...emptyDraft("@source"), value: question.source }
  if (question.is === "in-batch") return { ...emptyDraft("@batch"), value: String(question.batch) }
  if (question.is === "trait" && question.analysis === "rfm" && question.column === "segment")
    return { ...emptyDraft("@segment", "one-of"), values: question.values }
  if (question.is === "has-event" && question.from === undefined && question.to === undefined)
    return {
      ...emptyDraft("@events", "between"),
      value: String(question.atLeast),
      upto: question.atMost === undefined ? "" : String(question.atMost),
      values: [question.kind],
    }
  return undefined
}
