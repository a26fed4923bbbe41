import * as fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { traitRows } from "#analyse"
import { queryTokens } from "#cleanse"
import { PrincipalId, type Principal, type Question } from "#kernel"
import type { MirrorReading, MirrorRow } from "#store"
import { openTestStore } from "../../../test/database.ts"
import { openTestMirror } from "../../../test/mirror.ts"
import { mirrorStatementFaults, statementFaults } from "../../../test/statements.ts"
import { printStatement } from "../../store/mirror/statement.ts"
import { countEither } from "../count-customers.ts"
import { mirrorQuestion } from "../mirror-question.ts"
import { holds } from "./evaluate.ts"
import { fixtureIndex, insertCustomers, makeCustomers } from "./fixtures.ts"
import { planQuestion } from "./plan-question.ts"
import type { Asker, Sql } from "./printed.ts"
import { hostile, leaf, operators, someDates, tree } from "./questions.ts"

const { store, close } = await openTestStore()
const customers = makeCustomers(60)
const { mirror, close: closeMirror } = openTestMirror(store)
// One picture of the mirror for all questions: nothing changes meanwhile.
const opened = Promise.withResolvers<MirrorReading>()
const finished = Promise.withResolvers<void>()
let pictured: Promise<unknown> | undefined
beforeAll(async () => {
  await store.transaction((tx) => insertCustomers(tx, customers))
  await mirror.catchUp()
  pictured = mirror.inStep((reading) => {
    opened.resolve(reading)
    return finished.promise
  }, 60_000)
  await opened.promise
})
afterAll(async () => {
  finished.resolve()
  await pictured
  await closeMirror()
  await close()
})

const principal: Principal = {
  id: PrincipalId.parse("0193b3a0-0000-7000-8000-000000000001"),
  actor: "owner",
  permissions: [],
  departments: "all",
  purpose: "test",
}
const asker: Asker = { principal, index: fixtureIndex, tokens: queryTokens, traits: traitRows }
const seven: Asker = { ...asker, principal: { ...principal, departments: [7] } }

/** What a question may read of the mirror. */
const inMirror = {
  relations: [
    "customer_view",
    "arrival_view",
    "event_view",
    "membership_view",
    "source_view",
    "trait_rfm_view",
  ],
  functions: [
    "&&",
    "-",
    "||",
    "count_star",
    "len",
    "length",
    "list_contains",
    "list_filter",
    "regexp_full_match",
    "split_part",
    "starts_with",
    "strpos",
    "substr",
    "timezone",
    "translate",
    "unnest",
  ],
}

/** Everything that it may touch in PostgreSQL. */
const allowed = {
  relations: [
    "customer",
    "customer_search",
    "record",
    "record_version",
    "arrival_view",
    "event_view",
    "membership_view",
    "source_view",
    "trait_rfm",
    "model_run",
  ],
  functions: [
    "cardinality",
    "count",
    "length",
    "lower",
    "pg_catalog.timezone",
    "regexp_replace",
    "replace",
    "split_part",
    "starts_with",
    "strpos",
    "substr",
    "unnest",
  ],
}

interface Statements {
  readonly postgres: Sql
  readonly duckdb: Sql
}

async function statementsOf(question: Question, as: Asker): Promise<Statements> {
  const { postgres } = planQuestion(question, as)
  const mirrored = await store.read((tx) => mirrorQuestion(tx, question, as))
  if (mirrored === undefined) throw new Error("too many for the mirror")
  return {
    postgres: sql`select c.id from customer c where ${postgres} order by c.no`,
    duckdb: sql`select c.id from customer_view c where ${mirrored.duckdb} order by c.no`,
  }
}

/** Statements that both engines have explained and the parser has looked through. */
const seen = new Set<string>()

async function examine({ postgres, duckdb }: Statements): Promise<void> {
  const { text } = printStatement(postgres)
  if (!seen.has(text)) {
    expect(statementFaults(text, allowed)).toEqual([])
    await store.read((tx) => sql`explain ${postgres}`.execute(tx.tables<unknown>()))
  }
  const { text: forMirror } = printStatement(duckdb)
  if (!seen.has(forMirror)) {
    expect(await mirrorStatementFaults(forMirror, inMirror)).toEqual([])
    await onMirror(sql`explain ${duckdb}`)
  }
  seen.add(text).add(forMirror)
}

async function onMirror(statement: Sql): Promise<readonly MirrorRow[]> {
  return (await opened.promise).rows(statement)
}

/** What both engines say, which must be the same. */
async function answer(question: Question, as: Asker = asker): Promise<readonly unknown[]> {
  const statements = await statementsOf(question, as)
  await examine(statements)
  const { rows } = await store.read((tx) =>
    sql<{ id: string }>`${statements.postgres}`.execute(tx.tables<unknown>()),
  )
  const ids = rows.map(({ id }) => id)
  expect((await onMirror(statements.duckdb)).map(({ id }) => id)).toEqual(ids)
  return ids
}

function expected(question: Question): readonly string[] {
  return customers.filter((customer) => holds(question, customer)).map(({ id }) => id)
}

/** More of them by the environment. */
const numRuns = Number(process.env["ZHIKE_QUESTIONS"] ?? 300)

test("PostgreSQL and the mirror answer a single node as the slow evaluator does", async () => {
  await fc.assert(
    fc.asyncProperty(leaf, async (question) => {
      expect(await answer(question)).toEqual(expected(question))
    }),
    { numRuns },
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

test("both answer a tree of nodes so, too", async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (question) => {
      expect(await answer(question)).toEqual(expected(question))
    }),
    { numRuns },
  )
})

/** Every place of a question that takes any text. */
const asking: Readonly<Record<string, (text: string) => Question>> = {
  compare: (value) => ({ is: "compare", field: "name", by: "<>", value }),
  "order of texts": (value) => ({ is: "compare", field: "city", by: "<", value }),
  "one of many": (value) => ({ is: "compare", field: "tags", by: ">=", value }),
  sensitive: (value) => ({ is: "compare", field: "identity_number", by: "=", value }),
  in: (value) => ({ is: "in", field: "phones", values: [value, "x"] }),
  like: (text) => ({ is: "like", field: "name", text, at: "anywhere" }),
  range: (text) => ({ is: "range", field: "name", from: text, to: text }),
  "has-event": (kind) => ({ is: "has-event", kind, atLeast: 1 }),
  "too many events": (kind) => ({ is: "has-event", kind, atLeast: 0, atMost: 2 }),
  trait: (value) => ({ is: "trait", analysis: "rfm", column: "segment", values: [value] }),
}

test.each(Object.entries(asking))(
  "what %s asks for changes no letter of a statement, only its parameters",
  async (_node, ask) => {
    const texts: unknown[] = []
    for (const value of ["tame", ...hostile]) {
      await answer(ask(value))
      const { postgres, duckdb } = await statementsOf(ask(value), asker)
      texts.push([printStatement(postgres).text, printStatement(duckdb).text])
    }
    expect(new Set(texts.map((text) => JSON.stringify(text))).size).toBe(1)
  },
)

test.each(hostile)("a search for %j stays one statement that reads", async (text) => {
  expect(await answer({ is: "search", text })).toEqual([])
  expect(await answer({ is: "search", text: `${text}@x.example` })).toEqual([])
})

test("the character NUL, which no text of ours holds, is refused", () => {
  for (const ask of Object.values(asking)) {
    const failure = expect.objectContaining({ facts: { flaw: "not_a_text" } })
    expect(() => planQuestion(ask("a\0b"), asker)).toThrow(failure)
  }
})

test("what only PostgreSQL can find is found for the mirror too, wherever it stands", async () => {
  const searched: Question = { is: "search", text: "11010519491231002X" }
  const document: Question = {
    is: "compare",
    field: "identity_number",
    by: "=",
    value: "11010519491231002X",
  }
  const people: Question = { is: "compare", field: "kind", by: "=", value: "person" }
  for (const around of [
    (part: Question): Question => part,
    (of: Question): Question => ({ is: "not", of }),
    (part: Question): Question => ({ is: "or", of: [people, part] }),
    (part: Question): Question => ({ is: "and", of: [part, { is: "not", of: people }] }),
  ])
    expect(await answer(around(searched))).toEqual(expected(around(document)))
})

test("who sees one department's customers gets those only, whatever the question", async () => {
  const nobody = { ...asker, principal: { ...principal, departments: [] } }
  const visible = customers.filter(({ departments }) => departments.includes(7)).map(({ id }) => id)
  const sneaky: Question = { is: "or", of: [{ is: "everyone" }, { is: "known", field: "name" }] }
  expect(await answer(sneaky, seven)).toEqual(visible)
  expect(await answer({ is: "not", of: { is: "or", of: [] } }, seven)).toEqual(visible)
  expect(await answer(sneaky, nobody)).toEqual([])
  await fc.assert(
    fc.asyncProperty(tree, async (question) => {
      const theirs = expected(question).filter((id) => visible.includes(id))
      expect(await answer(question, seven)).toEqual(theirs)
    }),
    { numRuns: numRuns / 6 },
  )
})

test("a count over events is the mirror's, and the same as the store's", async () => {
  const stored = { store, asker: seven }
  let answered = 0
  const counted = {
    ...stored,
    mirror: {
      inStep: async <Result>(work: (reading: MirrorReading) => Promise<Result>) => {
        answered += 1
        return work(await opened.promise)
      },
    },
  }
  const ordered: Question = { is: "has-event", kind: "order", atLeast: 1 }
  const people: Question = { is: "compare", field: "kind", by: "=", value: "person" }
  for (const question of [ordered, people, { is: "and", of: [people, ordered] } as const])
    expect(await countEither(counted, { question })).toBe(await countEither(stored, { question }))
  expect(answered).toBe(2)
  const away = { ...stored, mirror: { inStep: async () => undefined } }
  expect(await countEither(away, { question: ordered })).toBe(
    await countEither(counted, { question: ordered }),
  )
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
