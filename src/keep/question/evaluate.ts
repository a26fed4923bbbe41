import { fieldOf, isPartialDate, type Question } from "#kernel"
import { loads, sourceIds, zones, type FixtureCustomer, type FixtureEvent } from "./fixtures.ts"

// The slow second opinion: what a question means, one customer at a time, without a database.

type Node<Is extends Question["is"]> = Extract<Question, { is: Is }>

export function holds(question: Question, customer: FixtureCustomer): boolean {
  switch (question.is) {
    case "everyone":
      return true
    case "compare":
      return compares(question, customer)
    case "in":
      return question.values.some((value) => equals(question.field, customer, value))
    case "like":
      return isLike(question, customer)
    case "range":
      return isInRange(question, customer)
    case "known":
      return valuesOf(customer, question.field).some((value) => value !== "")
    case "search":
      throw new Error("search has tests of its own")
    case "has-event":
      return hasEvents(question, customer)
    case "one-of":
      return question.customers.includes(customer.id)
    case "from-source":
      return customer.sources.some((no) => sourceIds[no - 1] === question.source)
    case "in-batch":
      return (
        customer.records.some(({ batch, before }) => [batch, before].includes(question.batch)) ||
        live(customer).some(({ load }) => load === question.batch)
      )
    case "trait":
      return customer.segment !== null && question.values.includes(customer.segment)
    case "and":
      return question.of.every((part) => holds(part, customer))
    case "or":
      return question.of.some((part) => holds(part, customer))
    case "not":
      break
  }
  return !holds(question.of, customer)
}

function valuesOf(customer: FixtureCustomer, field: string): readonly string[] {
  if (field === "kind") return [customer.kind]
  if (field === "records") return [String(customer.records.length)]
  if (field === "sources") return [String(customer.sources.length)]
  if (field === "since") return [arrivalOf(customer)]
  if (field === "updated") return [customer.updated.slice(0, 10)]
  const value = customer.golden[field] ?? null
  if (value === null) return []
  return typeof value === "string" ? [value] : value
}

function kindOf(field: string): string {
  const own = {
    kind: "choice",
    records: "number",
    sources: "number",
    updated: "date",
    since: "date",
  }
  return new Map(Object.entries(own)).get(field) ?? fieldOf(field)?.kind ?? ""
}

function equals(field: string, customer: FixtureCustomer, asked: string): boolean {
  return valuesOf(customer, field).some((value) => {
    if (kindOf(field) !== "date") return value === asked
    const [first, last] = daysOf(value)
    const [from, to] = daysOf(asked)
    return from <= first && last <= to && value.length >= asked.length
  })
}

function compares(
  { field, by, value: asked }: Node<"compare">,
  customer: FixtureCustomer,
): boolean {
  const values = valuesOf(customer, field)
  if (by === "=") return equals(field, customer, asked)
  if (by !== "<>") return values.some((value) => isOrdered(kindOf(field), [value, by, asked]))
  if (kindOf(field) !== "date") {
    return values.some((value) => value !== "") && !equals(field, customer, asked)
  }
  return values.some(
    (value) => isOrdered("date", [value, "<", asked]) || isOrdered("date", [value, ">", asked]),
  )
}

function isInRange({ field, from, to }: Node<"range">, customer: FixtureCustomer): boolean {
  return valuesOf(customer, field).some(
    (value) =>
      (from === undefined || isOrdered(kindOf(field), [value, ">=", from])) &&
      (to === undefined || isOrdered(kindOf(field), [value, "<=", to])),
  )
}

type Comparison = readonly [value: string, by: "<" | "<=" | ">" | ">=", asked: string]

function isOrdered(kind: string, [value, by, asked]: Comparison): boolean {
  if (kind === "date") return isDateOrdered([value, by, asked])
  if (kind === "number") return numbers(Number(value), by, Number(asked))
  if (kind === "money") {
    const [minor, currency] = value.split(" ")
    const [askedMinor, askedCurrency] = asked.split(" ")
    return currency === askedCurrency && numbers(Number(minor), by, Number(askedMinor))
  }
  return numbers(Buffer.compare(Buffer.from(value), Buffer.from(asked)), by, 0)
}

/** What is certain, whichever days the two dates mean. */
function isDateOrdered([value, by, asked]: Comparison): boolean {
  const [first, last] = daysOf(value)
  const [from, to] = daysOf(asked)
  if (by === "<") return last < from
  if (by === "<=") return last <= to
  return by === ">" ? first > to : first >= from
}

function numbers(left: number, by: Comparison[1], right: number): boolean {
  if (by === "<") return left < right
  if (by === "<=") return left <= right
  return by === ">" ? left > right : left >= right
}

/** First and last day, as days since 1970. */
function daysOf(date: string): readonly [first: number, last: number] {
  if (!isPartialDate(date)) throw new Error("not a date")
  const [year = 0, month, day] = date.split("-").map(Number)
  const first = Date.UTC(year, (month ?? 1) - 1, day ?? 1)
  const last =
    month === undefined
      ? Date.UTC(year, 11, 31)
      : day === undefined
        ? Date.UTC(year, month, 0)
        : first
  return [first, last]
}

function isLike({ field, text, at }: Node<"like">, customer: FixtureCustomer): boolean {
  return valuesOf(customer, field).some((value) =>
    at === "start" ? small(value).startsWith(small(text)) : small(value).includes(small(text)),
  )
}

function small(written: string): string {
  return written.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function live(customer: FixtureCustomer): readonly FixtureEvent[] {
  return customer.events.filter(({ load }) =>
    loads.some(({ id, undone }) => id === load && !undone),
  )
}

function hasEvents(node: Node<"has-event">, customer: FixtureCustomer): boolean {
  const found = live(customer).filter((event) => {
    const day = dayInZone(event)
    return event.kind === node.kind && (node.from ?? "") <= day && day <= (node.to ?? "9999-99-99")
  })
  return found.length >= node.atLeast && found.length <= (node.atMost ?? Number.POSITIVE_INFINITY)
}

function dayInZone({ at, load }: FixtureEvent): string {
  return dayOf(at, loads.find(({ id }) => id === load)?.source ?? 0)
}

/** The day on which its oldest record came. */
function arrivalOf({ records, sources }: FixtureCustomer): string {
  return dayOf(records[0]?.received ?? "", (sources[0] ?? 1) - 1)
}

function dayOf(at: string, source: number): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zones[source] }).format(new Date(at))
}
