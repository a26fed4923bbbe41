import { sql } from "kysely"
import { fieldOf, type Field, type FieldKind } from "#kernel"
import type { Engine } from "./engine.ts"
import { unaskable, type Flaw, type Sql } from "./printed.ts"

/** What a question's field is in the table of customers. */
export interface Column {
  readonly field: string
  readonly kind: FieldKind
  readonly many: boolean
  readonly choices: readonly string[] | undefined
  readonly engine: Engine
  /** The text column; of a sensitive field its blind index. */
  readonly value: Sql
  readonly sensitive: boolean
}

interface OwnColumn {
  readonly kind: FieldKind
  readonly choices?: readonly string[]
  readonly value: (engine: Engine) => Sql
}

/** What a customer has besides the fields of the dictionary. */
const ownColumns: Readonly<Record<string, OwnColumn>> = {
  kind: {
    kind: "choice",
    choices: ["person", "organisation"],
    value: () => sql.ref("c.kind"),
  },
  /** How many records stand behind it. */
  records: { kind: "number", value: ({ size }) => sql`${size(sql.ref("c.members"))}::text` },
  /** From how many sources they come. */
  sources: { kind: "number", value: ({ size }) => sql`${size(sql.ref("c.sources"))}::text` },
  /** Day on which it was first heard of, in the zone of the source. */
  since: {
    kind: "date",
    value: () => sql`(select a.day::text from arrival_view a where a.customer = c.id)`,
  },
  /** UTC day on which its golden values last changed. */
  updated: {
    kind: "date",
    value: () => sql`(c.updated::timestamptz at time zone 'UTC')::date::text`,
  },
}

/** Sensitive fields and where their blind index is. One that is not named here cannot be asked for. */
const indexColumns: Readonly<Record<string, string>> = { identity_number: "c.identity_index" }

/** Can lists be filtered by it? */
export function isFilterable(field: Field): boolean {
  return !field.sensitive || Object.hasOwn(indexColumns, field.id)
}

/** @throws Failure "keep/question" for a field that nobody declared or that cannot be asked for */
export function columnOf(id: string, engine: Engine): Column {
  const own = Object.hasOwn(ownColumns, id) ? ownColumns[id] : undefined
  if (own !== undefined) {
    const { kind, choices, value } = own
    return { field: id, kind, many: false, choices, engine, value: value(engine), sensitive: false }
  }
  const field = fieldOf(id)
  if (field === undefined || !isFilterable(field)) throw unaskable("unknown_field", { field: id })
  const { kind, many, sensitive, choices } = field
  const value = sql.ref(sensitive ? (indexColumns[id] ?? id) : `c.${id}`)
  return { field: id, kind, many, choices, engine, value, sensitive }
}

export function refuse(column: Column, flaw: Flaw): never {
  throw unaskable(flaw, { field: column.field })
}

/** True where the value, or one of the values, satisfies; false, not null, where there is none. */
export function someValue({ many, value, engine }: Column, test: (value: Sql) => Sql): Sql {
  if (many) return engine.someOf(value, test)
  return sql`(${value} is not null and ${test(value)})`
}

/** True where something is known. */
export function isKnown({ many, value, engine }: Column): Sql {
  if (many) return sql`coalesce(${engine.size(value)}, 0) > 0`
  return sql`coalesce(${value}, '') <> ''`
}
