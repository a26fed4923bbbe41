import { sql, type RawBuilder } from "kysely"
import { Failure, type Facts, type Principal, type Question } from "#kernel"
import type { Engine } from "./engine.ts"

/** Text for one engine, with its parameters beside it. */
export type Sql = RawBuilder<unknown>

/** A condition on the customer `c` of PostgreSQL: true or false, never null, so that `not` is the complement. */
export interface Printed {
  readonly postgres: Sql
}

/** Stands only at conditions that hold the rights of an asker; nobody but the planner can put it there. */
export const rights: unique symbol = Symbol("rights")

/**
 * The same for the mirror. It has no security of its own beneath the statement, so whoever reads it
 * takes this and nothing else: what the planner made, with the rights of the asker in it.
 */
export interface MirrorPrinted {
  readonly duckdb: Sql
  readonly [rights]: Principal["id"]
}

/** How a trait is shown in a list; the texts of a choice are `<analysis>.<column>.<code>`. */
export type TraitKind = "choice" | "number" | "money" | "date"

/** The rows of one analysis that lists may ask for: `columns` and `customer`. Its stage prints it. */
export interface TraitRows {
  readonly analysis: string
  readonly columns: readonly string[]
  /** Columns that a list can show, each with its kind. Money stands beside a column `currency`. */
  readonly shown?: Readonly<Record<string, TraitKind>>
  /** A subselect over the current run, in parentheses, for each engine. */
  readonly rows: { readonly postgres: Sql; readonly duckdb: Sql }
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

/** For whom, for which engine, and where in the tree a node is printed. */
export interface Place {
  readonly asker: Asker
  readonly engine: Engine
  readonly position: Position
  /** Numbers of the customers whom PostgreSQL found for parts that the mirror has no columns for. */
  readonly found: ReadonlyMap<Question, readonly number[]>
}

/** What is wrong with a question; the sentence chooses by it. */
export type Flaw =
  | "unknown_field"
  | "not_for_field"
  | "sensitive"
  | "not_a_date"
  | "not_money"
  | "not_a_number"
  | "not_a_text"
  | "unknown_choice"
  | "empty_range"
  | "unknown_analysis"
  | "unknown_column"
  | "not_then"
  | "too_deep"
  | "too_large"

/** The Failure of a question that cannot be asked. Never tells values. */
export function unaskable(flaw: Flaw, facts: Facts = {}): Failure {
  return new Failure("keep/question", { flaw, ...facts })
}

export const yes: Sql = sql`true`
export const no: Sql = sql`false`
