import {
  BOOLEAN,
  DOUBLE,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  LIST,
  listValue,
  SQLNULL,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue,
} from "@duckdb/node-api"
import type { MirrorParameter, MirrorValue } from "./duck.ts"

export { DuckDBInstance } from "@duckdb/node-api"

export function bound(parameter: MirrorParameter): DuckDBValue {
  return typeof parameter === "object" && parameter !== null ? listValue([...parameter]) : parameter
}

/** Told, not guessed: an empty list does not show what it is a list of. */
export function typeOf(parameter: MirrorParameter): DuckDBType {
  if (parameter === null) return SQLNULL
  if (typeof parameter === "object") return LIST(typeOf(parameter[0] ?? ""))
  if (typeof parameter === "boolean") return BOOLEAN
  return typeof parameter === "number" ? DOUBLE : VARCHAR
}

export function valueOf(value: DuckDBValue): MirrorValue {
  if (value === null || typeof value !== "object") return scalar(value)
  if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue)
    return new Date(Number(value.micros / 1000n))
  if (value instanceof DuckDBListValue) return value.items.map(valueOf)
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  if (value instanceof DuckDBDateValue) return value.toString()
  return value.toString()
}

/** Counts and sums fit into 53 bits for longer than we live; what does not must not be rounded. */
function scalar(value: string | number | boolean | bigint | null): MirrorValue {
  if (typeof value !== "bigint") return value
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError("a number beyond 2^53: read it as text")
  return number
}
