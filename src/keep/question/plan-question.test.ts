import * as fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { queryTokens } from "#cleanse"
import { PrincipalId, type Principal, type Question } from "#kernel"
import { openTestStore } from "../../../test/database.ts"
import { holds } from "./evaluate.ts"
import {
  eventKinds,
  fixtureIndex,
  insertCustomers,
  loads,
  makeCustomers,
  pools,
  sourceIds,
} from "./fixtures.ts"
import { planQuestion } from "./plan-question.ts"
import type { Asker } from "./printed.ts"

const { store, close } = await openTestStore()
afterAll(close)
const customers = makeCustomers(60)
beforeAll(() => store.transaction((tx) => insertCustomers(tx, customers)))

const principal: Principal = {
  id: PrincipalId.parse("0193b3a0-0000-7000-8000-000000000001"),
  actor: "owner",
  permissions: [],
  departments: "all",
  purpose: "test",
}
const segments = customers.filter(({ segment }) => segment !== null)
const asker: Asker = {
  principal,
  index: fixtureIndex,
  tokens: queryTokens,
  traits: [
    {
      analysis: "rfm",
      columns: ["segment"],
      rows: {
        postgres: sql`(select * from unnest(${segments.map(({ id }) => id)}::uuid[],
          ${segments.map(({ segment }) => segment)}::text[]) as made(customer, segment))`,
      },
    },
  ],
}

async function answer(question: Question, as: Asker = asker): Promise<readonly string[]> {
  const { postgres } = planQuestion(question, as)
  return store.read(async (tx) => {
    const db = tx.tables<unknown>()
    await sql`explain select from customer c where ${postgres}`.execute(db)
    const { rows } = await sql<{
      id: string
    }>`select c.id from customer c where ${postgres} order by c.no`.execute(db)
    return rows.map(({ id }) => id)
  })
}

function expected(question: Question): readonly string[] {
  return customers.filter((customer) => holds(question, customer)).map(({ id }) => id)
}

const plainFields = ["name", "city", "phones", "tags"] as const
const someDates = [
  ...pools.birth_date,
  "1980-01-01",
  "1980-01",
  "1980-04-30",
  "2024-05-01",
  "2024-02-29",
] as const
const dates = fc.constantFrom(...someDates)
const textOf = (field: (typeof plainFields)[number]) =>
  fc.constantFrom<string>(...pools[field], "", "张", "%")
const operators = ["=", "<>", "<", "<=", ">", ">="] as const
const order = fc.constantFrom(...operators)
const fieldAndValue = fc.oneof(
  fc
    .constantFrom(...plainFields)
    .chain((field) => fc.record({ field: fc.constant<string>(field), value: textOf(field) })),
  fc.record({ field: fc.constantFrom("birth_date", "updated"), value: dates }),
  fc.record({ field: fc.constant("records"), value: fc.constantFrom("0", "1", "1.0", "2") }),
  fc.record({
    field: fc.constant("registered_capital"),
    value: fc.constantFrom(...pools.registered_capital),
  }),
)
const exact = fc.oneof(
  fc.record({ field: fc.constant("sex"), value: fc.constantFrom(...pools.sex) }),
  fc.record({ field: fc.constant("kind"), value: fc.constantFrom("person", "organisation") }),
  fc.record({
    field: fc.constant("identity_number"),
    value: fc.constantFrom(...pools.identity_number),
  }),
)
const is = <Is extends Question["is"]>(node: Is) => fc.constant(node)
const textField = fc.constantFrom("name", "city", "phones", "tags")

const leaf: fc.Arbitrary<Question> = fc.oneof(
  fc.record({ is: is("everyone") }),
  fc
    .record({ pair: fieldAndValue, by: order })
    .filter(
      ({ pair: { field, value }, by }) =>
        !(value === "1.0" && /^(=|<>)$/.test(by) && field === "records"),
    )
    .map(({ pair, by }) => ({ is: "compare" as const, by, ...pair })),
  fc
    .record({ pair: exact, by: fc.constantFrom("=", "<>") })
    .map(({ pair, by }) => ({ is: "compare" as const, by, ...pair })),
  fc.record({
    is: is("in"),
    field: is2("name"),
    values: fc.subarray([...pools.name], { minLength: 1 }),
  }),
  fc.record({
    is: is("in"),
    field: is2("tags"),
    values: fc.subarray([...pools.tags], { minLength: 1 }),
  }),
  fc.record({
    is: is("in"),
    field: is2("birth_date"),
    values: fc.array(dates, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    is: is("like"),
    field: textField,
    text: fc.constantFrom("张", "%", "_", "\\", "SURE", "o'h", "139", "vIp", "é"),
    at: fc.constantFrom("start", "anywhere"),
  }),
  fc.tuple(fieldAndValue, fieldAndValue, fc.nat(2)).map(([low, high, ends]) => ({
    is: "range" as const,
    field: low.field,
    ...(ends === 1 ? {} : { from: low.value }),
    ...(ends === 0 || high.field !== low.field
      ? ends === 1
        ? { to: low.value }
        : {}
      : { to: high.value }),
  })),
  fc.record({
    is: is("known"),
    field: fc.constantFrom(
      "name",
      "tags",
      "birth_date",
      "identity_number",
      "kind",
      "organisation_name",
    ),
  }),
  fc
    .record({
      kind: fc.constantFrom(...eventKinds),
      atLeast: fc.nat(2),
      atMost: fc.option(fc.nat(3), { nil: undefined }),
      from: fc.option(fc.constantFrom("2024-01-31", "2024-02-01"), { nil: undefined }),
      to: fc.option(fc.constantFrom("2024-01-31", "2024-02-01"), { nil: undefined }),
    })
    .map((node) => ({ is: "has-event" as const, ...node })),
  fc.record({
    is: is("one-of"),
    customers: fc.subarray(customers.map(({ id }) => id)),
  }),
  fc.record({ is: is("from-source"), source: fc.constantFrom(...sourceIds) }),
  fc.record({ is: is("in-batch"), batch: fc.constantFrom(21, 22, ...loads.map(({ id }) => id)) }),
  fc.record({
    is: is("trait"),
    analysis: is2("rfm"),
    column: is2("segment"),
    values: fc.subarray(["champions", "lost", "other"], { minLength: 1 }),
  }),
)

function is2(text: string): fc.Arbitrary<string> {
  return fc.constant(text)
}

const { tree } = fc.letrec<{ tree: Question }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    leaf,
    fc.record({
      is: fc.constantFrom("and" as const, "or" as const),
      of: fc.array(tie("tree"), { maxLength: 3 }),
    }),
    fc.record({ is: is("not"), of: tie("tree") }),
  ),
}))

test("PostgreSQL answers a single node as the slow evaluator does", async () => {
  await fc.assert(
    fc.asyncProperty(leaf, async (question) => {
      expect(await answer(question)).toEqual(expected(question))
    }),
    { numRuns: 600 },
  )
})

test.each(operators)(
  "partial dates are compared by %s as by the days they can mean",
  async (by) => {
    for (const value of someDates) {
      const question: Question = { is: "compare", field: "birth_date", by, value }
      expect(await answer(question)).toEqual(expected(question))
    }
  },
)

test("PostgreSQL answers a tree of nodes so, too", async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (question) => {
      expect(await answer(question)).toEqual(expected(question))
    }),
    { numRuns: 300 },
  )
})

test("who sees one department's customers gets those only, whatever the question", async () => {
  const seven = { ...asker, principal: { ...principal, departments: [7] } }
  const nobody = { ...asker, principal: { ...principal, departments: [] } }
  const visible = customers.filter(({ departments }) => departments.includes(7)).map(({ id }) => id)
  const sneaky: Question = { is: "or", of: [{ is: "everyone" }, { is: "known", field: "name" }] }
  expect(await answer(sneaky, seven)).toEqual(visible)
  expect(await answer({ is: "not", of: { is: "or", of: [] } }, seven)).toEqual(visible)
  expect(await answer(sneaky, nobody)).toEqual([])
})

test("an identity number is found however its digits are written, by its index alone", async () => {
  const written = " 11010519 49123100 2ｘ"
  const question: Question = { is: "compare", field: "identity_number", by: "=", value: written }
  expect(await answer(question)).toEqual(expected({ ...question, value: "11010519491231002X" }))
})

test.each<[string, Question]>([
  ["unknown_field", { is: "known", field: "nothing" }],
  ["unknown_field", { is: "known", field: "provenance" }],
  ["unknown_field", { is: "known", field: "constructor" }],
  ["sensitive", { is: "compare", field: "identity_number", by: "<", value: "1" }],
  ["sensitive", { is: "like", field: "identity_number", text: "1", at: "start" }],
  ["sensitive", { is: "range", field: "identity_number", from: "1" }],
  ["not_for_field", { is: "compare", field: "sex", by: "<", value: "male" }],
  ["not_for_field", { is: "like", field: "birth_date", text: "1", at: "start" }],
  ["unknown_choice", { is: "in", field: "sex", values: ["男"] }],
  ["not_a_date", { is: "compare", field: "birth_date", by: "=", value: "1980-13" }],
  ["not_money", { is: "compare", field: "registered_capital", by: ">", value: "100" }],
  ["not_a_number", { is: "compare", field: "records", by: ">", value: "many" }],
  ["empty_range", { is: "range", field: "city" }],
  ["unknown_analysis", { is: "trait", analysis: "x", column: "y", values: ["z"] }],
  ["unknown_column", { is: "trait", analysis: "rfm", column: "run", values: ["1"] }],
])("%s is refused", (flaw, question) => {
  const failure = expect.objectContaining({
    code: "keep/question",
    facts: expect.objectContaining({ flaw }),
  })
  expect(() => planQuestion(question, asker)).toThrow(failure)
})

test("a question too deep or too large is refused before the database sees it", () => {
  const deep = Array.from({ length: 5000 }).reduce<Question>((of) => ({ is: "not", of }), {
    is: "everyone",
  })
  const wide: Question = { is: "or", of: Array.from({ length: 300 }, () => ({ is: "everyone" })) }
  for (const [question, flaw] of [
    [deep, "too_deep"],
    [wide, "too_large"],
  ] as const) {
    const failure = expect.objectContaining({ facts: expect.objectContaining({ flaw }) })
    expect(() => planQuestion(question, asker)).toThrow(failure)
  }
})

test("a failure tells no value", () => {
  const question: Question = { is: "compare", field: "birth_date", by: "=", value: "secret" }
  const failure = expect.objectContaining({ facts: { flaw: "not_a_date", field: "birth_date" } })
  expect(() => planQuestion(question, asker)).toThrow(failure)
})
