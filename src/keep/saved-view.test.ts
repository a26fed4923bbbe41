import { sql } from "kysely"
import { afterAll, expect, test } from "vitest"
import { queryTokens } from "#cleanse"
import { auditTrail } from "#govern"
import { PrincipalId, QuestionId, systemClock, type Question } from "#kernel"
import { openTestStore } from "../../test/database.ts"
import { keepQuestion } from "./kept-question.store.ts"
import { columnsOf, listColumns } from "./list-columns.ts"
import { listSorts } from "./list-cursor.ts"
import { fixtureIndex } from "./question/fixtures.ts"
import { readViews } from "./saved-view.store.ts"
import { changeView, makeView, removeView, type ViewPorts } from "./saved-view.ts"

const { store, close } = await openTestStore()
afterAll(close)

function portsOf(digit: string): ViewPorts {
  const principal = {
    id: PrincipalId.parse(`0193b3a0-0000-7000-8000-00000000000${digit}`),
    actor: "person" as const,
    permissions: [],
    departments: "all" as const,
    purpose: "test",
  }
  const asker = { principal, index: fixtureIndex, tokens: queryTokens, traits: [] }
  return { asker, audit: auditTrail, clock: systemClock }
}
const [chen, wu] = [portsOf("1"), portsOf("2")]
const content = {
  name: "福州的",
  question: null,
  sort: "-updated",
  columns: [{ id: "phones" }, { id: "city", width: 120 }],
  shared: false,
} as const

const make = (ports: ViewPorts, more: Partial<typeof content> | { shared: true } = {}) =>
  store.transaction((tx) => makeView(tx, ports, { ...content, ...more }))
const change = (ports: ViewPorts, asked: Parameters<typeof changeView>[2]) =>
  store.transaction((tx) => changeView(tx, ports, asked))
const remove = (ports: ViewPorts, asked: Parameters<typeof removeView>[2]) =>
  store.transaction((tx) => removeView(tx, ports, asked))
const namesFor = async ({ asker }: ViewPorts) =>
  (await store.read((tx) => readViews(tx, asker.principal.id))).map(({ name }) => name)

async function entries(): Promise<number> {
  return store.read(async (tx) => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from audit`.execute(
      tx.tables<unknown>(),
    )
    return rows[0]?.count ?? 0
  })
}

test("a view is kept as it was made, at the head of its maker's list and of nobody else's", async () => {
  const view = await make(chen)
  expect(view).toMatchObject({ ...content, pinned: true, opens: false })
  expect(await namesFor(chen)).toEqual(["福州的"])
  expect(await namesFor(wu)).toEqual([])
  await remove(chen, { id: view.id, restore: false })
})

test("another's shared view can be used, not changed, renamed or removed", async () => {
  const { id } = await make(chen, { shared: true })
  expect(await change(wu, { id, changes: { pinned: true, opens: true } })).toMatchObject({
    pinned: true,
    opens: true,
  })
  const another = { code: "keep/view-of-another" }
  await expect(change(wu, { id, changes: { name: "改名" } })).rejects.toMatchObject(another)
  await expect(remove(wu, { id, restore: false })).rejects.toMatchObject(another)
  const [mine] = await store.read((tx) => readViews(tx, chen.asker.principal.id))
  expect(mine).toMatchObject({ name: "福州的", pinned: true, opens: false })
  await change(chen, { id, changes: { shared: false } })
  await expect(change(wu, { id, changes: { pinned: true } })).rejects.toMatchObject({
    code: "keep/unknown-view",
  })
  expect(await namesFor(wu)).toEqual([])
  await remove(chen, { id, restore: false })
})

test("a removed view comes back as it was", async () => {
  const view = await make(chen)
  await remove(chen, { id: view.id, restore: false })
  expect(await namesFor(chen)).toEqual([])
  await remove(chen, { id: view.id, restore: true })
  expect(await store.read((tx) => readViews(tx, chen.asker.principal.id))).toEqual([view])
  await remove(chen, { id: view.id, restore: false })
})

test("one view at most opens the list of a person", async () => {
  const [first, second] = [await make(chen), await make(chen)]
  await change(chen, { id: first.id, changes: { opens: true } })
  await change(chen, { id: second.id, changes: { opens: true } })
  const views = await store.read((tx) => readViews(tx, chen.asker.principal.id))
  expect(views.filter(({ opens }) => opens).map(({ id }) => id)).toEqual([second.id])
  for (const { id } of views) await remove(chen, { id, restore: false })
})

test("what cannot be shown or asked is not kept, and nothing is audited of it", async () => {
  const before = await entries()
  await expect(
    change(chen, {
      id: (await make(chen)).id,
      changes: { columns: [{ id: "salary'; drop table customer" }] },
    }),
  ).rejects.toMatchObject({ code: "keep/unknown-column" })
  expect(await entries()).toBe(before + 1)
})

test("a kept question can be a view's, one that was never kept cannot", async () => {
  const question: Question = { is: "compare", field: "city", by: "=", value: "福州市" }
  const sealer = { digest: () => Buffer.alloc(32, 7) }
  const kept = await store.transaction((tx) => keepQuestion(tx, { ...chen, sealer }, question))
  const view = await store.transaction((tx) =>
    makeView(tx, chen, { ...content, question: kept.id }),
  )
  expect(view.question).toBe(kept.id)
  await expect(
    change(chen, {
      id: view.id,
      changes: { question: QuestionId.parse(kept.id.replace(/^..../, "ffff")) },
    }),
  ).rejects.toMatchObject({ code: "store/unknown-question" })
})

test("every column has an id of its own, and at most eight orders lead through the list", () => {
  const ids = listColumns([]).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(columnsOf(["city", "number"], []).map(({ id }) => id)).toEqual(["city", "number"])
  expect(listSorts.length).toBeLessThanOrEqual(8)
})
