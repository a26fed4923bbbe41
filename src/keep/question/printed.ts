import { sql, type RawBuilder } from "kysely"
import { Failure, type Facts, type Principal } from "#kernel"

/** Text of one engine, with its parameters beside it. */
export type Sql = RawBuilder<unknown>

/**
 * One checked node, printed for each engine: a condition on the customer `c` that is true or false,
 * never null, so that `not` is the complement. DuckDB's text becomes a second property.
 */
export interface Printed {
  readonly postgres: Sql
}

/** How a trait is shown in a list; the texts of a choice are `<analysis>.<column>.<code>`. */
export type TraitKind = "choice" | "number" | "money" | "date"

/** The rows of one analysis that lists may ask for: `columns` and `customer`. Its stage prints it. */
export interface TraitRows {
  readonly analysis: string
  readonly columns: readonly string[]
  /** Columns that a list can show, each with its kind. Money stands beside a column `currency`. */
  readonly shown?: Readonly<Record<string, TraitKind>>
  /** A subselect over the current run, in parentheses. */
  readonly rows: Printed
}

/** On whose behalf a question is printed, and what only others know. */
export interface Asker {
  readonly principal: Principal
  /** Blind index of a sensitive value (`Sealer.blindIndex`): label is the field's id. */
  readonly index: (label: string, text: string) => string
  /** Tokens that all stand at a customer whom a search means (cleanse's `queryTokens`). */
  readonly tokens: (text: string) => readonly string[]
  readonly traits: readonly TraitRows[]
}

/**
 * Where a node stands. `conjunct`: the whole question is false without it, so one set, made once, can
 * be joined. `nested` under an or or a not: PostgreSQL would search that set again for each customer,
 * so the customer's own records are asked instead.
 */
export type Position = "conjunct" | "nested"

/** What is wrong with a question; the sentence chooses by it. */
export type Flaw =
  | "unknown_field"
  | "not_for_field"
  | "sensitive"
  | "not_a_date"
  | "not_money"
  | "not_a_number"
  | "unknown_choice"
  | "empty_range"
  | "unknown_analysis"
  | "unknown_column"
  | "too_deep"
  | "too_large"

/** The Failure of a question that cannot be asked. Never tells values. */
export function unaskable(flaw: Flaw, facts: Facts = {}): Failure {
  return new Failure("keep/question", { flaw, ...facts })
}

export const always: Printed = { postgres: sql`true` }
export const never: Printed = { postgres: sql`false` }
