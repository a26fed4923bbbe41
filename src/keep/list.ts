import {
  dictionary,
  type CustomerId,
  type Money,
  type Question,
  type QuestionId,
  type Subject,
} from "#kernel"
import type { Tx } from "#store"
import { readEventSums } from "./event-totals.store.ts"
import { totalEvents, type EventSum } from "./event-totals.ts"
import { readQuestion } from "./kept-question.store.ts"
import { badCursor, parsePlace, printPlace, type ListPlace, type ListSort } from "./list-cursor.ts"
import {
  countCustomersWhere,
  isCustomer,
  readCustomers,
  type ListedCustomer,
} from "./list.store.ts"
import { printNumber } from "./number.ts"
import { asksTrait } from "./question/asks-trait.ts"
import { planQuestion } from "./question/plan-question.ts"
import { unaskable, type Asker, type Printed } from "./question/printed.ts"
import { shownGolden, shownName, type ShownGolden } from "./shown-golden.ts"
import { readTraitValues, type TraitValues } from "./trait-values.store.ts"
import { readSources } from "./source-names.store.ts"

/** What is asked for: all that is given must hold; nothing given is everyone. */
export interface Asked {
  readonly question?: Question | undefined
  readonly kept?: QuestionId | undefined
  /** What stands in the search box. */
  readonly search?: string | undefined
  /** Asked of what was known at this instant, not of what is known now. */
  readonly asOf?: Date | undefined
}

export interface ListRequest extends Asked {
  readonly sort: ListSort
  readonly cursor?: string | undefined
  readonly limit: number
}

/** A customer as a line of a list. */
export interface CustomerLine {
  readonly id: CustomerId
  readonly number: string
  readonly kind: Subject
  readonly name: string
  readonly golden: ShownGolden
  readonly sources: string[]
  readonly records: number
  readonly events: number
  /** In the currency of most purchases; null where nothing was bought. */
  readonly spent: Money | null
  readonly lastEvent: string | null
  readonly updated: string
  /** What the current runs of analyses say of it. */
  readonly traits: TraitValues
}

export interface CustomerLines {
  readonly items: CustomerLine[]
  readonly next: string | null
}

/**
 * A page of the customers that answer a question. Cost: the page, not the list, where an index leads
 * in the asked order.
 * @throws Failure "keep/question", "keep/cursor", "store/unknown-question"
 */
export async function listCustomers(
  tx: Tx,
  asker: Asker,
  request: ListRequest,
): Promise<CustomerLines> {
  const { found, next } = await readPageOf(tx, asker, request)
  return {
    items: await describe(tx, found, {
      traits: asker.traits,
      events: true,
      asOf: request.asOf,
    }),
    next,
  }
}

/** A line with what lies sealed beside it, for who may open it. */
export interface SealedLine extends CustomerLine {
  /** Sealed values by field. */
  readonly sealed: Readonly<Record<string, string>>
}

export interface SealedRequest extends ListRequest {
  /** Reading events and traits costs a statement each: only where they are wanted. */
  readonly needs: { readonly events: boolean; readonly traits: boolean }
}

/** The same page for exports. @throws as `listCustomers` */
export async function listSealed(tx: Tx, asker: Asker, request: SealedRequest) {
  const { found, next } = await readPageOf(tx, asker, request)
  const { events, traits } = request.needs
  const lines = await describe(tx, found, {
    traits: traits ? asker.traits : [],
    events,
    asOf: request.asOf,
  })
  const items: SealedLine[] = lines.map((line, at) => ({ ...line, sealed: sealedIn(found[at]) }))
  return { items, next }
}

function sealedIn(row: ListedCustomer | undefined): SealedLine["sealed"] {
  const columns = new Map<string, unknown>(Object.entries(row ?? {}))
  const sealed = dictionary.flatMap(({ id, sensitive }) => {
    const value = sensitive ? columns.get(id) : undefined
    return typeof value === "string" ? [[id, value] as const] : []
  })
  return Object.fromEntries(sealed)
}

async function readPageOf(tx: Tx, asker: Asker, request: ListRequest) {
  const { sort, limit, asOf } = request
  const where = await askedCondition(tx, asker, request)
  const after = await placeOf(tx, request)
  const read = await readCustomers(tx, { where, sort, after, limit: limit + 1, asOf })
  const found = read.slice(0, limit)
  const last = found.at(-1)
  const next = read.length > limit && last !== undefined ? printPlace(placeAt(sort, last)) : null
  return { found, next }
}

/** @throws Failure "keep/question", "store/unknown-question" */
export async function countCustomers(tx: Tx, asker: Asker, asked: Asked): Promise<number> {
  return countCustomersWhere(tx, await askedCondition(tx, asker, asked), asked.asOf)
}

/** Can it be asked? @throws Failure "keep/question", "store/unknown-question" */
export async function checkAsked(tx: Tx, asker: Asker, asked: Asked): Promise<void> {
  await askedCondition(tx, asker, asked)
}

/** What is asked for, as a condition on the customer. @throws as `checkAsked` */
export async function askedCondition(tx: Tx, asker: Asker, asked: Asked): Promise<Printed> {
  return planQuestion(await questionOf(tx, asked), asker)
}

/**
 * All that is asked for, as one question.
 * @throws Failure "keep/question" for what is not known of another time, "store/unknown-question"
 */
export async function questionOf(tx: Tx, asked: Asked): Promise<Question> {
  const { question, kept, search } = asked
  const words = search?.trim() ?? ""
  const parts: Question[] = [
    ...(question === undefined ? [] : [question]),
    ...(kept === undefined ? [] : [(await readQuestion(tx, kept)).question]),
    ...(words === "" ? [] : [{ is: "search" as const, text: words }]),
  ]
  if (asked.asOf !== undefined && parts.some(asksTrait)) throw unaskable("not_then")
  return { is: "and", of: parts }
}

async function placeOf(
  tx: Tx,
  { cursor, sort, asOf }: ListRequest,
): Promise<ListPlace | undefined> {
  if (cursor === undefined) return undefined
  const place = parsePlace(cursor, sort)
  if (place.key === undefined && !(await isCustomer(tx, place.id, asOf))) throw badCursor()
  return place
}

function placeAt(sort: ListSort, { id, no, updated_key: updated }: ListedCustomer): ListPlace {
  if (sort === "name" || sort === "-name") return { sort, id }
  return { sort, id, key: sort === "number" || sort === "-number" ? String(no) : updated }
}

interface Described {
  readonly traits: Asker["traits"]
  readonly events: boolean
  readonly asOf: Date | undefined
}

async function describe(
  tx: Tx,
  page: readonly ListedCustomer[],
  { traits, events, asOf }: Described,
): Promise<CustomerLine[]> {
  if (page.length === 0) return []
  const sums: Awaited<ReturnType<typeof readEventSums>> = events
    ? await readEventSums(tx, page, asOf)
    : new Map()
  const sources = await readSources(tx)
  const nameOf = (no: number) => sources.get(no)?.name ?? ""
  const ids = page.map(({ id }) => id)
  // Computed attributes are kept of now only.
  const values = await readTraitValues(tx, asOf === undefined ? traits : [], ids)
  return page.map((row) =>
    lineOf(row, {
      sums: sums.get(row.id) ?? [],
      sources: row.sources.map(nameOf),
      traits: values.get(row.id) ?? {},
    }),
  )
}

interface Beside {
  readonly sums: readonly EventSum[]
  readonly sources: string[]
  readonly traits: TraitValues
}

function lineOf(row: ListedCustomer, { sums, sources, traits }: Beside): CustomerLine {
  const events = totalEvents(sums)
  return {
    id: row.id,
    number: printNumber(row.no),
    kind: row.kind,
    name: shownName(row),
    golden: shownGolden(row),
    sources,
    records: row.members.length,
    events: events.count,
    spent: events.spent[0] ?? null,
    lastEvent: events.last?.toISOString() ?? null,
    updated: row.updated.toISOString(),
    traits,
  }
}
