import { fieldOf, type FieldId, type FieldKind } from "#kernel"
import { usualContext, type CleanContext, type DateOrder } from "./cleaner.ts"
import { dateOrderOf } from "./date-order.ts"
import { contents, guessByHeader, type Contents } from "./header-guess.ts"
import { headerKey, headerNames, orderRoles, type OrderRole } from "./header-names.ts"
import { fitOf, guessByValues } from "./value-guess.ts"

export interface GuessOptions {
  /** What the file holds, where somebody has said so. */
  readonly as?: Contents
  readonly context?: Partial<CleanContext>
}

/** What is guessed of one column; without target it stays in the raw rows only. */
export interface ColumnGuess {
  readonly at: number
  readonly header: string
  readonly field?: FieldId
  /** In files of orders. */
  readonly role?: OrderRole
  readonly kind?: FieldKind
  /** 0 to 1; from 0.8 on nobody need be asked. */
  readonly confidence: number
  readonly why: "header" | "values" | "both" | "nothing"
}

export interface MappingGuess {
  readonly as: Contents
  readonly columns: readonly ColumnGuess[]
  /** Position of the column whose values tell the rows apart; in orders that of the customer's key. */
  readonly key?: number
  /** Position of a column that seems to name sources. A suggestion. */
  readonly source?: number
  readonly dateOrder: DateOrder
  /** Texts: `mapping.<code>`; facts are names of columns and fields, never values. */
  readonly warnings: readonly MappingWarning[]
}

export interface MappingWarning {
  readonly code:
    | "values-do-not-fit"
    | "second-column"
    | "date-order-unknown"
    | "nothing-known"
    | "no-key"
  readonly facts: Readonly<Record<string, string>>
}

interface Column {
  readonly at: number
  readonly header: string
  readonly values: readonly string[]
}

// No value that tells what a column is needs more.
const longestLook = 300

/**
 * Guesses what the columns of a file are, by their headers (Chinese, English) and by a sample of
 * rows. Several columns may feed one field. Cost: linear in the sample; 200 rows are enough.
 */
export function guessMapping(
  headers: readonly string[],
  sampleRows: readonly (readonly string[])[],
  options: GuessOptions = {},
): MappingGuess {
  const columns = headers.map((header, at) => ({
    at,
    header,
    values: sampleRows.map((row) => (row[at] ?? "").slice(0, longestLook)),
  }))
  const as = options.as ?? guessContents(columns)
  const guesses = as === "orders" ? guessOrders(columns) : guessSubject(columns, as, options)
  const { kept, dropped } = oneForEach(guesses)
  const key = keyColumn(columns, kept, as)
  const source = as === "orders" ? undefined : sourceColumn(columns, kept)
  const dates = columns.filter(
    ({ at }) => kept[at]?.kind === "date" || kept[at]?.role === "order.date",
  )
  const dateOrder = dateOrderOf(dates.flatMap(({ values }) => values))
  return {
    as,
    columns: kept,
    ...(key !== undefined && { key }),
    ...(source !== undefined && { source }),
    dateOrder,
    warnings: [...dropped, ...warningsOf({ columns, kept, dates, dateOrder, key })],
  }
}

/** Which table knows most of the headers; orders need a date and a number that can be added. */
function guessContents(columns: readonly Column[]): Contents {
  const targets = contents.map(
    (of) => new Set(columns.map(({ header }) => guessByHeader(header, of)?.target)),
  )
  const [people = new Set(), organisations = new Set(), orders = new Set()] = targets
  const adds = ["order.amount", "order.quantity", "order.price"].some((role) => orders.has(role))
  const whom = ["order.customer", "order.id"].some((role) => orders.has(role))
  if (orders.has("order.date") && adds && whom && !people.has("birth_date")) return "orders"
  const personal = ["name", "given_name", "family_name", "sex", "birth_date", "identity_number"]
  const isPersonal = personal.some((field) => people.has(field) && !organisations.has(field))
  const values = columns.map((column) => guessByValues(column.values)?.target)
  const corporate = ["credit_code", "legal_person", "registered_capital"].some((field) =>
    organisations.has(field),
  )
  if (corporate || values.includes("credit_code")) return "organisations"
  const named = columns.some(({ header }) =>
    /公司|企业|单位|机构|compan|organi[sz]ation|business/i.test(header),
  )
  if (values.includes("organisation_name") && !values.includes("name")) return "organisations"
  return named && !isPersonal ? "organisations" : "people"
}

function guessOrders(columns: readonly Column[]): readonly ColumnGuess[] {
  return columns.map(({ at, header }) => {
    const guess = guessByHeader(header, "orders")
    const role = orderRoles.find((one) => one === guess?.target)
    if (guess === undefined || role === undefined) return unknownColumn(at, header)
    return { at, header, role, confidence: guess.confidence, why: "header" }
  })
}

function guessSubject(
  columns: readonly Column[],
  as: Contents,
  { context }: GuessOptions,
): readonly ColumnGuess[] {
  return columns.map((column) => guessField(column, as, { ...usualContext, ...context }))
}

function guessField(
  { at, header, values }: Column,
  as: Contents,
  context: CleanContext,
): ColumnGuess {
  const byHeader = guessByHeader(header, as)
  const byValues = guessByValues(values)
  const fromValues = byValues === undefined ? undefined : fieldFor(byValues.target, as)
  if (byHeader === undefined) {
    if (byValues === undefined || fromValues === undefined || isIdLike(header))
      return unknownColumn(at, header)
    return fieldColumn({
      at,
      header,
      field: fromValues,
      confidence: byValues.confidence,
      why: "values",
    })
  }
  const fit = fitOf(byHeader.target, values, context)
  // A header that promises something of a strict form, over values that have another.
  if (fit.count >= 3 && fit.usable < 0.3) {
    if (fromValues !== undefined) {
      return fieldColumn({ at, header, field: fromValues, confidence: 0.6, why: "values" })
    }
    if (isForeignNumber(byHeader.target, fit.usable)) return unknownColumn(at, header)
    return fieldColumn({ at, header, field: byHeader.target, confidence: 0.2, why: "header" })
  }
  const agreed = fromValues === byHeader.target || fit.sure >= 0.8
  return fieldColumn({
    at,
    header,
    field: byHeader.target,
    confidence: agreed
      ? Math.min(0.99, byHeader.confidence + 0.04)
      : byHeader.confidence * (0.5 + 0.5 * fit.usable || 1),
    why: fit.count > 0 && agreed ? "both" : "header",
  })
}

/** An "id number" of another country is no damaged Chinese one: it stays in the raw rows. */
function isForeignNumber(field: FieldId, usable: number): boolean {
  return (field === "identity_number" || field === "credit_code") && usable < 0.1
}

/** The same thing said of the other subject: a company in a list of people is where they work. */
function fieldFor(field: FieldId, as: Contents): FieldId | undefined {
  const subject = as === "organisations" ? "organisation" : "person"
  if (fieldOf(field)?.of.includes(subject) === true) return field
  if (field === "organisation_name") return "employer"
  return field === "name" ? "legal_person" : undefined
}

function fieldColumn(guess: Omit<ColumnGuess, "kind"> & { readonly field: FieldId }): ColumnGuess {
  const kind = fieldOf(guess.field)?.kind
  return kind === undefined ? guess : { ...guess, kind }
}

function unknownColumn(at: number, header: string): ColumnGuess {
  return { at, header, confidence: 0, why: "nothing" }
}

/** A field that has one value takes its best column; addresses take all, in order. */
function oneForEach(guesses: readonly ColumnGuess[]) {
  const best = new Map<string, ColumnGuess>()
  for (const guess of guesses) {
    const target = guess.field ?? guess.role
    if (target === undefined || takesSeveral(guess)) continue
    const before = best.get(target)
    if (before === undefined || guess.confidence > before.confidence) best.set(target, guess)
  }
  const dropped: MappingWarning[] = []
  const kept = guesses.map((guess) => {
    const target = guess.field ?? guess.role
    if (target === undefined || takesSeveral(guess) || best.get(target) === guess) return guess
    dropped.push({ code: "second-column", facts: { column: guess.header, field: target } })
    return unknownColumn(guess.at, guess.header)
  })
  return { kept, dropped }
}

function takesSeveral({ field, kind }: ColumnGuess): boolean {
  return kind === "address" || (field !== undefined && fieldOf(field)?.many === true)
}

function isIdLike(header: string): boolean {
  const key = headerKey(header)
  return headerNames.keys.has(key) || /(?:id|编号|no)$/u.test(key)
}

/** The customer's key of orders; else the id-like column, earliest first, whose values are all there and all different. */
function keyColumn(
  columns: readonly Column[],
  kept: readonly ColumnGuess[],
  as: Contents,
): number | undefined {
  if (as === "orders") return kept.find(({ role }) => role === "order.customer")?.at
  const free = columns.filter(({ at, header }) => kept[at]?.field === undefined && isIdLike(header))
  const listed = free.filter(({ header }) => headerNames.keys.has(headerKey(header)))
  return [...listed, ...free].find(({ values }) => tellsApart(values))?.at
}

function tellsApart(values: readonly string[]): boolean {
  const said = values.map((value) => value.trim())
  return (
    said.length > 0 && said.every((value) => value !== "") && new Set(said).size === said.length
  )
}

function sourceColumn(
  columns: readonly Column[],
  kept: readonly ColumnGuess[],
): number | undefined {
  const named = columns.filter(
    ({ at, header }) => kept[at]?.field === undefined && headerNames.sources.has(headerKey(header)),
  )
  return named.find(({ values }) => {
    const said = values.map((value) => value.trim()).filter((value) => value !== "")
    const different = new Set(said).size
    return different > 0 && different <= 20 && different <= Math.max(1, said.length / 2)
  })?.at
}

interface Outcome {
  readonly columns: readonly Column[]
  readonly kept: readonly ColumnGuess[]
  readonly dates: readonly Column[]
  readonly dateOrder: DateOrder
  readonly key: number | undefined
}

function warningsOf({ kept, dates, dateOrder, key }: Outcome): readonly MappingWarning[] {
  const yearLast = dates.find(({ values }) =>
    values.some((value) => /^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}/.test(value.trim())),
  )
  const known = kept.some(({ field, role }) => field !== undefined || role !== undefined)
  return [
    ...kept
      .filter(({ confidence, field }) => field !== undefined && confidence < 0.3)
      .map(({ header, field = "" }) => warning("values-do-not-fit", { column: header, field })),
    ...(yearLast !== undefined && dateOrder === "unknown"
      ? [warning("date-order-unknown", { column: yearLast.header })]
      : []),
    ...(known ? [] : [warning("nothing-known", {})]),
    ...(key === undefined ? [warning("no-key", {})] : []),
  ]
}

function warning(code: MappingWarning["code"], facts: MappingWarning["facts"]): MappingWarning {
  return { code, facts }
}
