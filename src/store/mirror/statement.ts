import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from "kysely"
import type { MirrorParameter } from "./duck.ts"

// DuckDB takes names in quotation marks and parameters as $1, as PostgreSQL does.
const printer = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** A statement as text, with its parameters beside it. */
export function printStatement(statement: RawBuilder<unknown>): {
  readonly text: string
  readonly parameters: readonly MirrorParameter[]
} {
  const { sql, parameters } = statement.compile(printer)
  return { text: sql, parameters: parameters.map(parameterOf) }
}

function parameterOf(value: unknown): MirrorParameter {
  if (value === null || typeof value === "string" || typeof value === "number") return value
  if (typeof value === "boolean") return value
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value) && value.every(isElement)) return value
  throw new Error("a parameter of a kind that the mirror does not take")
}

function isElement(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number"
}
