import { sql } from "kysely"
import { fieldOf, type Field, type FieldKind } from "#kernel"
import { unaskable, type Flaw, type Sql } from "./printed.ts"

/** What a question's field is in the table of customers. */
export interface Column {
  readonly field: string
  readonly kind: FieldKind
  readonly many: boolean
  readonly choices: readonly string[] | undefined
  /** The text column; of a sensitive field its blind index. */
  readonly postgres: Sql
  readonly sensitive: boolean
}

type Plain = Omit<Column, "field" | "many" | "sensitive">

/** What a customer has besides the fields of the dictionary. */
const ownColumns: Readonly<Record<string, Plain>> = {
  kind: { kind: "choice", choices: ["person", "organisation"], postgres: sql.ref("c.kind") },
  /** How many records stand behind it. */
  records: { kind: "number", choices: undefined, postgres: sql`cardinality(c.members)::text` },
  /** From how many sources they come. */
  sources: { kind: "number", choices: undefined, postgres: sql`cardinality(c.sources)::text` },
  /** Day on which it was first heard of, in the zone of the source. */
  since: {
    kind: "date",
    choices: undefined,
    postgres: sql`(select a.day::text from arrival_view a where a.customer = c.id)`,
  },
  /** UTC day on which its golden values last changed. */
  updated: {
    kind: "date",
    choices: undefined,
    postgres: sql`to_char(c.updated at time zone 'UTC', 'YYYY-MM-DD')`,
  },
}

/** Sensitive fields and where their blind index is. One that is not named here cannot be asked for. */
const indexColumns: Readonly<Record<string, string>> = { identity_number: "c.identity_index" }

/** Can lists be filtered by it? */
export function isFilterable(field: Field): boolean {
  return !field.sensitive || Object.hasOwn(indexColumns, field.id)
}

/** @throws Failure "keep/question" for a field that nobody declared or that cannot be asked for */
export function columnOf(id: string): Column {
  const own = Object.hasOwn(ownColumns, id) ? ownColumns[id] : undefined
  if (own !== undefined) return { ...own, field: id, many: false, sensitive: false }
  const field = fieldOf(id)
  if (field === undefined || !isFilterable(field)) throw unaskable("unknown_field", { field: id })
  const { kind, many, sensitive, choices } = field
  const postgres = sql.ref(sensitive ? (indexColumns[id] ?? id) : `c.${id}`)
  return { field: id, kind, many, sensitive, choices, postgres }
}

export function refuse(column: Column, flaw: Flaw): never {
  throw unaskable(flaw, { field: column.field })
}

/** True where the value, or one of the values, satisfies; false, not null, where there is none. */
export function someValue(column: Column, test: (value: Sql) => Sql): Sql {
  if (!column.many) return sql`(${column.postgres} is not null and ${test(column.postgres)})`
  return sql`exists (select from unnest(${column.postgres}) as v(value) where ${test(sql.ref("v.value"))})`
}

/** True where something is known. */
export function isKnown(column: Column): Sql {
  if (column.many) return sql`coalesce(cardinality(${column.postgres}), 0) > 0`
  return sql`coalesce(${column.postgres}, '') <> ''`
}
