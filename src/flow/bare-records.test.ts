import { afterAll, expect, test } from "vitest"
import { receive, updateBatch } from "#collect"
import type { BatchId } from "#kernel"
import { openTestHouse } from "../../test/house.ts"
import { ingest } from "./ingest.ts"
import { rebuild } from "./rebuild.ts"
import { undo } from "./undo.ts"

const house = await openTestHouse()
afterAll(house.close)
const { ports, run } = house

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

async function bringOrders(lines: readonly string[]): Promise<BatchId> {
  const source = { name: "门店", kind: "file" }
  const bytes = bytesOf(["customer,date,amount", ...lines].join("\n"))
  const id = await receive(ports, {
    principal: run.principal,
    fileName: "orders.csv",
    source,
    content: "orders",
    dialect: { header: true },
    bytes,
  })
  const columns = ["customer", "date", "amount"].map((header) => ({
    header,
    field: `order.${header}`,
    confidence: 1,
    why: "person" as const,
  }))
  const plan = {
    columns,
    source,
    content: "orders" as const,
    key: "customer",
    sourceColumn: null,
    dateOrder: "ymd" as const,
    zone: "Asia/Shanghai",
    currency: "CNY",
  }
  await ports.store.transaction((tx) => updateBatch(tx, id, { plan }))
  expect(await ingest(ports, id, run)).toMatchObject({ state: "done" })
  return id
}

async function bringPeople(keys: readonly string[]): Promise<BatchId> {
  const { id } = await house.deliver({
    source: "门店",
    columns: { 编号: null, 姓名: "name" },
    key: "编号",
    rows: keys.map((key) => [key, `客户${key}`]),
  })
  await ingest(ports, id, run)
  return id
}

const live = async () =>
  (
    await house.rows(
      "select r.source_key, r.bare, c.name, c.no from record r join customer c on c.id = r.customer order by r.source_key",
    )
  ).map(({ source_key, bare, name, no }) => [source_key, bare, name, no])
const expectTrue = async () =>
  expect(await rebuild(ports, run, { check: true })).toMatchObject({ differences: [] })

test("what facts name stands bare with a number, until somebody says who it is, and as long as a fact is left", async () => {
  const orders = await bringOrders(["a,2026-01-02,10", "b,2026-01-03,20"])
  expect(await live()).toEqual([
    ["a", true, null, 1],
    ["b", true, null, 2],
  ])
  const people = await bringPeople(["A", "c"])
  const [{ no: cNumber } = { no: 0 }] = await house.rows(
    "select no from customer where name = '客户c'",
  )
  expect(await live()).toEqual([
    ["a", false, "客户a", 1],
    ["b", true, null, 2],
    ["c", false, "客户c", cNumber],
  ])
  await undo(ports, people, run)
  expect(await live()).toEqual([
    ["a", true, null, 1],
    ["b", true, null, 2],
  ])
  await expectTrue()
  const again = await bringPeople(["a"])
  await undo(ports, orders, run)
  expect(await live()).toEqual([["a", false, "客户a", 1]])
  await expectTrue()
  const more = await bringOrders(["b,2026-02-03,20", "d,2026-02-03,20"])
  expect((await live()).map(([key, bare]) => [key, bare])).toEqual([
    ["a", false],
    ["b", true],
    ["d", true],
  ])
  await undo(ports, again, run)
  await undo(ports, more, run)
  expect(await live()).toEqual([])
  await expectTrue()
})
