import { expect, test } from "vitest"
import { mirrorStatementFaults, statementFaults } from "./statements.ts"

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
  ["with d as (delete from customer returning 1) select 1", "clause withClause"],
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
