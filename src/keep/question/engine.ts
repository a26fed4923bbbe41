import { sql } from "kysely"
import type { Sql } from "./printed.ts"

/**
 * The words in which the two engines differ; the rest of a statement is the same text on both.
 * DuckDB compares texts by code points and knows no other letters than these as capitals: the words
 * that would follow the language of a database are put so that both follow none.
 */
export interface Engine {
  readonly name: "postgres" | "duckdb"
  /** One value of a list satisfies; false, not null, where there is no list. */
  readonly someOf: (list: Sql, test: (value: Sql) => Sql) => Sql
  /** Is a value in a list? Null where one of them is. */
  readonly isIn: (value: Sql, list: Sql) => Sql
  /** How many are in a list that is there. */
  readonly size: (list: Sql) => Sql
  /** Small letters for A–Z only. */
  readonly smallLatin: (text: Sql) => Sql
}

export const postgres: Engine = {
  name: "postgres",
  someOf: (list, test) =>
    sql`exists (select 1 from unnest(${list}) as v(value) where ${test(sql.ref("v.value"))})`,
  isIn: (value, list) => sql`${value} = any(${list})`,
  size: (list) => sql`cardinality(${list})`,
  smallLatin: (text) => sql`lower(${text} collate "C")`,
}

const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

export const duckdb: Engine = {
  name: "duckdb",
  someOf: (list, test) =>
    sql`coalesce(len(list_filter(${list}, lambda v: ${test(sql.ref("v"))})) > 0, false)`,
  isIn: (value, list) => sql`list_contains(${list}, ${value})`,
  size: (list) => sql`len(${list})`,
  smallLatin: (text) => sql`translate(${text}, ${capitals}, ${capitals.toLowerCase()})`,
}
