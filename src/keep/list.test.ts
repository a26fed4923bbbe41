import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { queryTokens } from "#cleanse"
import { contract, sorts } from "#contract"
import { listSorts, type ListSort } from "#keep"
import { PrincipalId, QuestionId, type Question } from "#kernel"
import { openTestStore } from "../../test/database.ts"
import { keepQuestion, readQuestion } from "./kept-question.store.ts"
import { listStatement } from "./list.store.ts"
import { countCustomers, listCustomers } from "./list.ts"
import { printNumber } from "./number.ts"
import { fixtureIndex, insertCustomers, makeCustomers } from "./question/fixtures.ts"
import { yes, type Asker } from "./question/printed.ts"

const { store, close } = await openTestStore()
afterAll(close)
const customers = makeCustomers(40)
const asker: Asker = {
  principal: {
    id: PrincipalId.parse("0193b3a0-0000-7000-8000-000000000001"),
    actor: "owner",
    permissions: [],
    departments: "all",
    purpose: "test",
  },
  index: fixtureIndex,
  tokens: queryTokens,
  traits: [],
}
const people: Question = { is: "compare", field: "kind", by: "=", value: "person" }
const sealer = {
  digest: (label: string, text: string) => Buffer.from(`${label}${text}`.padEnd(32).slice(-32)),
}

beforeAll(() =>
  store.transaction(async (tx) => {
    await insertCustomers(tx, customers)
    const db = tx.tables<unknown>()
    await sql`update customer set name_key = coalesce(name, '')`.execute(db)
    await sql`update customer set identity_number = 'sealed', identity_mask = '1101 **** **** 002X'
      where identity_index is not null`.execute(db)
    await sql`update event set amount = case when kind = 'order' then 1250 end, currency = 'CNY'`.execute(
      db,
    )
  }),
)

async function readAll(sort: ListSort, limit: number, question?: Question) {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await store.read((tx) =>
      listCustomers(tx, asker, { question, sort, cursor, limit }),
    )
    expect(page.items.length).toBeLessThanOrEqual(limit)
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return ids
}

const keyOf = { updated: "updated", name: "name_key", number: "no" } as const

function nameOf(sort: ListSort): keyof typeof keyOf {
  return sort.endsWith("updated") ? "updated" : sort.endsWith("name") ? "name" : "number"
}

async function sorted(sort: ListSort): Promise<readonly string[]> {
  const key = nameOf(sort)
  const down = sort.startsWith("-")
  const rows = await store.read(
    async (tx) =>
      (
        await sql<{ id: string; key: string }>`
        select id, ${sql.ref(keyOf[key])}::text as key from customer where kind = 'person'`.execute(
          tx.tables<unknown>(),
        )
      ).rows,
  )
  const bytes = (text: string) => (key === "number" ? text.padStart(9) : text)
  const order = (one: { id: string; key: string }, other: { id: string; key: string }) =>
    Buffer.compare(Buffer.from(bytes(one.key)), Buffer.from(bytes(other.key))) ||
    (one.id < other.id ? -1 : 1)
  return rows
    .toSorted((one, other) => (down ? order(other, one) : order(one, other)))
    .map(({ id }) => id)
}

test.each(listSorts)(
  "pages by %s leave nobody out and tell nobody twice, ties included",
  async (sort) => {
    const expected = await sorted(sort)
    expect(await readAll(sort, 3, people)).toEqual(expected)
    expect(await readAll(sort, 500, people)).toEqual(expected)
  },
)

test.each(listSorts)("the list by %s is read along an index, without sorting", async (sort) => {
  const id = customers[3]?.id ?? ""
  const key = { updated: "2024-05-02T00:00:00.000000Z", name: undefined, number: "4" }[nameOf(sort)]
  const places = [undefined, key === undefined ? { sort, id } : { sort, id, key }]
  for (const after of places) {
    const statement = listStatement({
      where: { postgres: yes },
      sort,
      after,
      limit: 5,
      asOf: undefined,
    })
    const plan = await store.transaction(async (tx) => {
      const db = tx.tables<unknown>()
      await sql`set local enable_seqscan = off`.execute(db)
      return (await sql<Record<string, string>>`explain ${statement}`.execute(db)).rows
    })
    const text = plan.map((row) => Object.values(row).join(" ")).join("\n")
    expect(text).toContain("Index")
    expect(text).not.toContain("Sort")
  }
})

test("a line is what the contract promises: masked, with its events in figures", async () => {
  const page = await store.read((tx) => listCustomers(tx, asker, { sort: "number", limit: 500 }))
  expect(contract.customer.search["~orpc"].outputSchema?.parse(page)).toEqual(page)
  for (const [at, line] of page.items.entries()) {
    const made = customers[at]
    const live = made?.events.filter(({ load }) => load !== 13) ?? []
    const orders = live.filter(({ kind }) => kind === "order").length
    expect(line.number).toBe(printNumber(at + 1))
    expect(line.events).toBe(live.length)
    expect(line.spent?.minor ?? 0).toBe(orders * 1250)
    expect(line.sources).toEqual(made?.sources.map((no) => `source ${no}`))
  }
  const masks = page.items.flatMap(({ golden }) => golden["identity_number"] ?? [])
  expect(new Set(masks)).toEqual(new Set(["1101 **** **** 002X"]))
  expect(JSON.stringify(page)).not.toContain("sealed")
})

test("the orders are those of the contract", () => {
  expect(listSorts).toEqual(sorts)
})

test("the count is the length of the list", async () => {
  const count = await store.read((tx) => countCustomers(tx, asker, { question: people }))
  expect(count).toBe((await readAll("number", 500, people)).length)
  expect(await store.read((tx) => countCustomers(tx, asker, {}))).toBe(customers.length)
})

function readPage(sort: ListSort, cursor?: string) {
  return store.read((tx) => listCustomers(tx, asker, { sort, cursor, limit: 30 }))
}

test("a cursor tells no name, and one that is forged or of another order is refused", async () => {
  const { next } = await readPage("name")
  const told = Buffer.from(next ?? "", "base64url").toString()
  expect(told).toMatch(/^\["name","[0-9a-f-]{36}"\]$/)
  const gone = Buffer.from('["name","c0000000-0000-8000-8000-999999999999"]').toString("base64url")
  for (const [sort, cursor] of [
    ["-name", next],
    ["name", gone],
    ["number", "%"],
    ["number", "W10"],
  ] as const) {
    await expect(readPage(sort, cursor ?? "")).rejects.toMatchObject({ code: "keep/cursor" })
  }
})

test("a kept question has one id however its keys are ordered, and narrows the list", async () => {
  const asked: Question = { value: "person", by: "=", field: "kind", is: "compare" }
  const one = await store.transaction((tx) => keepQuestion(tx, { asker, sealer }, people))
  const other = await store.transaction((tx) => keepQuestion(tx, { asker, sealer }, asked))
  expect(other.id).toBe(one.id)
  expect(await store.read((tx) => readQuestion(tx, one.id))).toEqual({
    id: one.id,
    question: people,
  })
  const count = await store.read((tx) => countCustomers(tx, asker, { kept: one.id }))
  expect(count).toBe((await readAll("number", 500, people)).length)
})

test("an id of no kept question, and a question that cannot be asked, are refused", async () => {
  const nobody = QuestionId.parse("c0000000-0000-8000-8000-999999999999")
  const unknown = store.read((tx) => readQuestion(tx, nobody))
  await expect(unknown).rejects.toMatchObject({ code: "store/unknown-question" })
  const bad: Question = { is: "known", field: "nothing" }
  const refused = store.transaction((tx) => keepQuestion(tx, { asker, sealer }, bad))
  await expect(refused).rejects.toMatchObject({ code: "keep/question" })
})
