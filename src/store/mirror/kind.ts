/** What a column holds. Each kind has one type in each engine, and one writing between them. */
export type MirrorKind =
  | "uuid"
  | "uuids"
  | "text"
  | "texts"
  | "integer"
  | "integers"
  | "bigint"
  | "number"
  | "boolean"
  | "instant"
  | "date"
  | "json"

interface Kind {
  /** Its type in DuckDB. */
  readonly type: string
  /** How PostgreSQL writes it into CSV. */
  readonly write: (column: string) => string
  /** How DuckDB makes the type out of what it read as text. */
  readonly read: (column: string) => string
  /** One writing that both engines agree on, to compare by. `null` stays null. */
  readonly postgres: (column: string) => string
  readonly duck: (column: string) => string
}

/** Texts of a list stand between characters that no text of ours holds. */
const separator = "chr(31)"
const joined = (column: string) => `array_to_string(${column}, ${separator})`

function plain(type: string): Kind {
  return {
    type,
    write: (column) => column,
    read: (column) => `${column}::${type}`,
    postgres: (column) => `${column}::text`,
    duck: (column) => `${column}::varchar`,
  }
}

function list(type: string): Kind {
  return {
    type: `${type}[]`,
    write: (column) => `'[' || array_to_string(${column}, ',') || ']'`,
    read: (column) => `${column}::${type}[]`,
    postgres: joined,
    duck: joined,
  }
}

const millionths = (column: string, type: string) => `round(${column} * 1000000)::${type}`

export const kinds: Readonly<Record<MirrorKind, Kind>> = {
  uuid: plain("uuid"),
  uuids: list("uuid"),
  text: plain("varchar"),
  texts: {
    ...list("varchar"),
    write: (column) => `to_json(${column})`,
    read: (column) => `${column}::json::varchar[]`,
  },
  integer: plain("integer"),
  integers: list("integer"),
  bigint: plain("bigint"),
  number: {
    ...plain("double"),
    postgres: (column) => millionths(`${column}::double precision`, "bigint::text"),
    duck: (column) => millionths(column, "bigint::varchar"),
  },
  boolean: { ...plain("boolean"), duck: (column) => `${column}::varchar` },
  instant: {
    ...plain("timestamptz"),
    postgres: (column) => `(extract(epoch from ${column}) * 1000000)::bigint::text`,
    duck: (column) => `epoch_us(${column})::varchar`,
  },
  date: plain("date"),
  json: plain("json"),
}

/** A name as both engines quote it. */
export function quoted(name: string): string {
  return `"${name}"`
}
