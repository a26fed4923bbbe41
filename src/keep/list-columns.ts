import { dictionary, Failure, type FieldKind, type Subject } from "#kernel"
import type { TraitKind, TraitRows } from "./question/printed.ts"

/** How a column of the list is written: as a field of that kind, or as one of these. */
export type ListKind = FieldKind | TraitKind | "count" | "instant" | "source"

/** Something that a list of customers can show. */
export interface ListColumn {
  /** The id of a field, of one of our own columns, or `<analysis>.<column>`. */
  readonly id: string
  readonly kind: ListKind
  readonly of: readonly Subject[]
  readonly many: boolean
  readonly sensitive: boolean
  /** The order a press on its head asks for; null where no index leads through it. */
  readonly sort: "name" | "number" | "updated" | null
  /** Does it stand in a list that nobody has arranged? */
  readonly usual: boolean
}

type Own = Pick<ListColumn, "kind"> & Partial<Pick<ListColumn, "many" | "sort">>

/** What a customer has besides the fields of the dictionary; texts are `column.<id>`. */
const before: Readonly<Record<string, Own>> = {
  number: { kind: "text", sort: "number" },
  kind: { kind: "choice" },
}
const behind: Readonly<Record<string, Own>> = {
  sources: { kind: "source", many: true },
  records: { kind: "count" },
  last_event: { kind: "instant" },
  events: { kind: "count" },
  spent: { kind: "money" },
  updated: { kind: "instant", sort: "updated" },
}

const usual: ReadonlySet<string> = new Set([
  "number",
  "phones",
  "birth_date",
  "city",
  ...Object.keys(behind),
])

/** Every column that a list can show, in the order in which it is offered. */
export function listColumns(traits: readonly TraitRows[]): readonly ListColumn[] {
  return [...ownColumns(before), ...fieldColumns(), ...ownColumns(behind), ...traitColumns(traits)]
}

/** The columns of these ids, in their order. @throws Failure "keep/unknown-column" */
export function columnsOf(
  ids: readonly string[],
  traits: readonly TraitRows[],
): readonly ListColumn[] {
  const known = new Map(listColumns(traits).map((column) => [column.id, column]))
  return ids.map((id) => {
    const column = known.get(id)
    if (column === undefined) throw new Failure("keep/unknown-column", { column: id })
    return column
  })
}

const everybody = ["person", "organisation"] as const

function ownColumns(columns: Readonly<Record<string, Own>>): readonly ListColumn[] {
  return Object.entries(columns).map(([id, { kind, many = false, sort = null }]) => ({
    id,
    kind,
    of: everybody,
    many,
    sensitive: false,
    sort,
    usual: usual.has(id),
  }))
}

function fieldColumns(): readonly ListColumn[] {
  return dictionary.map(({ id, kind, of, many, sensitive }) => {
    const sort = id === "name" ? "name" : null
    return { id, kind, of, many, sensitive, sort, usual: usual.has(id) }
  })
}

function traitColumns(traits: readonly TraitRows[]): readonly ListColumn[] {
  return traits.flatMap(({ analysis, shown = {} }) =>
    Object.entries(shown).map(([column, kind]) => ({
      id: `${analysis}.${column}`,
      kind,
      of: everybody,
      many: false,
      sensitive: false,
      sort: null,
      usual: false,
    })),
  )
}
