import { types, type CustomTypesConfig } from "pg"

// Object identifiers of pg_type, fixed by PostgreSQL.
const int8 = 20
const int8Array = 1016
const date = 1082
const dateArray = 1182

const ours = new Map<number, (text: string) => unknown>([
  [int8, safeInteger],
  [int8Array, (text) => elementsOf(text).map((element) => element && safeInteger(element))],
  [date, (text) => text],
  [dateArray, elementsOf],
])

/** How values come out of the database: counts as numbers, calendar dates as text, instants as Date. */
export const parsers: CustomTypesConfig = {
  getTypeParser(oid, format) {
    const parser = format === "binary" ? undefined : ours.get(oid)
    return parser ?? types.getTypeParser(oid, format)
  },
}

/** The elements of a flat array of values that are never quoted: `{1,2,NULL}`. */
function elementsOf(text: string): readonly (string | null)[] {
  if (text === "{}") return []
  const elements = text.slice(1, -1).split(",")
  return elements.map((element) => (element === "NULL" ? null : element))
}

/** Counts and positions fit into 53 bits for longer than we live; what does not must not be rounded. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError("int8 beyond 2^53: read it as text")
  return value
}
