import { expect, test } from "vitest"
import { readComposition, readRfm, readTraits, readTrends, traitRows } from "#analyse"
import { queryTokens } from "#cleanse"
import { countCustomers, listCustomers, listSorts, type Asker } from "#keep"
import { CustomerId, PrincipalId, type Question } from "#kernel"
import { beginnings, steps } from "../src/analyse/trends.ts"
import { fixtureIndex, insertCustomers, makeCustomers } from "../src/keep/question/fixtures.ts"
import { openTestStore } from "./database.ts"
import { mirrorStatementFaults, statementFaults, watched } from "./statements.ts"

const allowed = { relations: ["customer"], functions: ["lower"] }

test("one SELECT of allowed things has no fault", () => {
  const text = "select lower(c.name) from customer c where c.id = $1 and (c.no > 2 or not true)"
  expect(statementFaults(text, allowed)).toEqual([])
})

test.each([
  ["select 1; delete from customer", "2 statements"],
  ["delete from customer", "not a SELECT"],
  ["select * from pg_authid", "relation pg_authid"],
  ["select * from other.customer", "relation other.customer"],
  ["select exists (select from record)", "relation record"],
  ["select pg_sleep(9)", "function pg_sleep"],
  ["select pg_catalog.lower('x')", "function pg_catalog.lower"],
  ["select 1 into copy from customer", "clause intoClause"],
  ["select 1 from customer for update", "clause lockingClause"],
  ["with d as (delete from customer returning 1) select 1", "node DeleteStmt"],
  ["select current_user", "node SQLValueFunction"],
])("%s: %s", (text, fault) => {
  expect(statementFaults(text, allowed)).toContain(fault)
})

test("a statement for the mirror is held to the same", async () => {
  const text = "select lower(c.name) from customer c where c.id = $1::uuid"
  expect(await mirrorStatementFaults(text, allowed)).toEqual([])
})

test.each([
  ["select 1; select 2", "2 statements"],
  ["copy (select 1) to 'file'", "Only SELECT statements can be serialized to json!"],
  ["select * from read_csv('file')", "function read_csv"],
  ["select * from 'file.parquet'", "relation file.parquet"],
  ["select * from main.customer", "schema main"],
  ["select exists (select 1 from duckdb_secrets())", "function duckdb_secrets"],
])("in the mirror, %s: %s", async (text, fault) => {
  expect(await mirrorStatementFaults(text, allowed)).toContain(fault)
})

const asker: Asker = {
  principal: {
    id: PrincipalId.parse("0193b3a0-0000-7000-8000-000000000001"),
    actor: "owner",
    permissions: [],
    departments: [7],
    purpose: "test",
  },
  index: fixtureIndex,
  tokens: queryTokens,
  traits: traitRows,
}

/** What lists and counts read, and by which functions. */
const reading = {
  relations: [
    "arrival_view",
    "customer",
    "customer_history",
    "customer_search",
    "customer_view",
    "event_life_view",
    "event_view",
    "membership_view",
    "model_run",
    "record",
    "record_history",
    "record_version",
    "source",
    "source_view",
    "trait_rfm",
  ],
  functions: [
    "cardinality",
    "coalesce",
    "count",
    "date_trunc",
    "json_build_object",
    "jsonb_build_object",
    "jsonb_populate_record",
    "max",
    "min",
    "pg_catalog.timezone",
    "sum",
    "to_char",
    "to_jsonb",
    "unnest",
  ],
}

test("lists, counts, compositions, trends and RFM send single reading statements", async () => {
  const { store, close } = await openTestStore()
  const customers = makeCustomers(30)
  await store.transaction((tx) => insertCustomers(tx, customers))
  const told = new Set<string>()
  const asking = { store: watched(store, (text) => told.add(text)), asker }
  const question: Question = {
    is: "or",
    of: [
      { is: "trait", analysis: "rfm", column: "segment", values: ["lost"] },
      { is: "has-event", kind: "order", atLeast: 1 },
    ],
  }
  const then = { question: question.of[1], asOf: new Date("2024-05-03") }
  await asking.store.read(async (tx) => {
    for (const sort of listSorts) {
      const { next } = await listCustomers(tx, asker, { question, sort, limit: 2 })
      await listCustomers(tx, asker, { question, sort, limit: 2, cursor: next ?? undefined })
    }
    await listCustomers(tx, asker, { ...then, sort: "name", limit: 2 })
    await countCustomers(tx, asker, then)
    await readRfm(tx)
    await readTraits(tx, CustomerId.parse(customers[0]?.id))
  })
  const counting = { ...asking, clock: { now: () => new Date() }, dayOf: () => "2024-05-03" }
  for (const by of ["kind", "age", "source", "city"]) await readComposition(counting, { by })
  await readComposition(counting, { by: "age", asOf: then.asOf })
  for (const beginning of beginnings)
    for (const step of steps) await readTrends(asking, { beginning, step })
  expect(told.size).toBeGreaterThan(20)
  const faults = [...told].flatMap((text) => statementFaults(text, reading))
  expect(faults).toEqual([])
  await close()
})
