import type { Question, Subject } from "#kernel"
import { ageBandOf, ageBands, type AgeBand } from "./age-band.ts"
import type { CompositionField } from "./composition-field.ts"

/** So many customers of one kind with one value; of an age the value is the date of birth. */
export interface CountedValue {
  readonly kind: Subject
  readonly value: string | null
  /** Said only where ages are counted. */
  readonly sex: string | null
  readonly customers: number
}

/** Customers that share a value, and the question that finds exactly them. */
export interface Share {
  readonly customers: number
  readonly question: Question
}

export interface Group extends Share {
  /** Code, text, id of a source, `several` sources, or the youngest age of a band. */
  readonly value: string
  /** Of an age band: men, women, and those of whom it is not known. */
  readonly bySex: BySex | null
}

export interface BySex {
  readonly male: number
  readonly female: number
  readonly unknown: number
}

/**
 * Who the customers are, by one thing. Everybody is in exactly one place: the groups, the others, the
 * unsure, the unknown and the outside add up to `customers`.
 */
export interface Composition {
  readonly by: string
  readonly customers: number
  readonly groups: Group[]
  /** Values behind the last group that is told apart. */
  readonly others: (Share & { readonly values: number }) | null
  /** A birth date that fits two bands, or lies after the day. */
  readonly unsure: Share
  readonly unknown: Share
  /** Of whom it is not said: organisations have no sex. */
  readonly outside: Share
}

/** How many groups are told apart; the rest is counted together. */
const mostGroups = 200

export interface Frame {
  readonly field: CompositionField
  /** Day as of which ages are counted. */
  readonly asOf: string
  /** Whom it is asked of. */
  readonly among: readonly Question[]
}

/** Counts what was counted by value into places that add up. */
export function compose(counted: readonly CountedValue[], frame: Frame): Composition {
  const { field, among } = frame
  const inside = counted.filter(({ kind }) => field.of.includes(kind))
  const outside = counted.filter(({ kind }) => !field.of.includes(kind))
  const unknown = inside.filter(({ value }) => value === null)
  const { groups, others, unsure } = placed(inside, frame)
  return {
    by: field.by,
    customers: sumOf(counted),
    groups,
    others,
    unsure: {
      customers: unsure,
      question: asked(among, [...subjectOf(field), ...unsureOf(frame)]),
    },
    unknown: { customers: sumOf(unknown), question: asked(among, unknownOf(field)) },
    outside: { customers: sumOf(outside), question: asked(among, outsideOf(field)) },
  }
}

type Placed = Pick<Composition, "groups" | "others"> & { readonly unsure: number }

function placed(inside: readonly CountedValue[], frame: Frame): Placed {
  if (frame.field.by === "age") return byAge(inside, frame)
  const values = new Map<string, number>()
  for (const { value, customers } of inside)
    if (value !== null) values.set(value, (values.get(value) ?? 0) + customers)
  const ranked = [...values].toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
  const told = ranked.slice(0, mostGroups)
  const groups = told.map(([value, customers]) => ({
    value,
    customers,
    question: asked(frame.among, valueIs(frame.field.by, value)),
    bySex: null,
  }))
  const toldValues = told.map(([value]) => value)
  return { groups, others: othersOf(ranked.slice(mostGroups), toldValues, frame), unsure: 0 }
}

function othersOf(
  rest: readonly (readonly [string, number])[],
  told: readonly string[],
  { field, among }: Frame,
): Composition["others"] {
  if (rest.length === 0) return null
  const another: Question = {
    is: "not",
    of: { is: "in", field: field.by, values: [...told] },
  }
  return {
    values: rest.length,
    customers: rest.reduce((sum, [, customers]) => sum + customers, 0),
    question: asked(among, [{ is: "known", field: field.by }, another]),
  }
}

function byAge(inside: readonly CountedValue[], { asOf, among }: Frame): Placed {
  const known = inside.filter(({ value }) => value !== null)
  const byBand = Map.groupBy(known, ({ value }) => ageBandOf(value ?? "", asOf))
  const bands = ageBands(asOf)
  const first = bands.findIndex(({ from }) => byBand.has(from))
  const last = bands.findLastIndex(({ from }) => byBand.has(from))
  const groups = bands.slice(Math.max(0, first), last + 1).map((band) => {
    const own = byBand.get(band.from) ?? []
    const question = asked(among, [isPerson, bornIn(band)])
    return { value: String(band.from), customers: sumOf(own), question, bySex: sexesOf(own) }
  })
  return { groups, others: null, unsure: sumOf(byBand.get(undefined) ?? []) }
}

function sexesOf(counted: readonly CountedValue[]): BySex {
  const of = (sex: string) => sumOf(counted.filter((one) => one.sex === sex))
  const [male, female] = [of("male"), of("female")]
  return { male, female, unknown: sumOf(counted) - male - female }
}

function sumOf(counted: readonly CountedValue[]): number {
  return counted.reduce((sum, { customers }) => sum + customers, 0)
}

const isPerson: Question = { is: "compare", field: "kind", by: "=", value: "person" }
const nobody: Question = { is: "not", of: { is: "everyone" } }

/** All that must hold, as one question. */
export function asked(among: readonly Question[], own: readonly Question[]): Question {
  const parts = [...among, ...own]
  const [only] = parts
  if (only === undefined) return { is: "everyone" }
  return parts.length === 1 ? only : { is: "and", of: parts }
}

function valueIs(by: string, value: string): readonly Question[] {
  if (by !== "source") return [{ is: "compare", field: by, by: "=", value }]
  if (value === severalSources) return [{ is: "compare", field: "sources", by: ">", value: "1" }]
  return [
    { is: "from-source", source: value },
    { is: "compare", field: "sources", by: "=", value: "1" },
  ]
}

/** The group of those whom more than one source knows. */
export const severalSources = "several"

function bornIn({ bornFrom, bornTo }: AgeBand): Question {
  const to = { is: "range", field: "birth_date", to: bornTo } as const
  return bornFrom === undefined ? to : { ...to, from: bornFrom }
}

function unsureOf({ field, asOf }: Frame): readonly Question[] {
  if (field.by !== "age") return [nobody]
  const surely: Question = { is: "or", of: ageBands(asOf).map(bornIn) }
  return [
    { is: "known", field: "birth_date" },
    { is: "not", of: surely },
  ]
}

function unknownOf(field: CompositionField): readonly Question[] {
  if (field.by === "kind" || field.by === "source") return [nobody]
  const known: Question = { is: "known", field: field.by === "age" ? "birth_date" : field.by }
  return [...subjectOf(field), { is: "not", of: known }]
}

function subjectOf({ of }: CompositionField): readonly Question[] {
  return of.length === 1 ? of.map(kindIs) : []
}

function outsideOf({ of }: CompositionField): readonly Question[] {
  return of.length === 1 ? of.map((kind) => ({ is: "not", of: kindIs(kind) })) : [nobody]
}

function kindIs(value: Subject): Question {
  return { is: "compare", field: "kind", by: "=", value }
}
