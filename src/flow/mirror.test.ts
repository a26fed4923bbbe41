import { sql } from "kysely"
import { afterAll, expect, test } from "vitest"
import { receive, updateBatch } from "#collect"
import { RecordId, SourceId, type BatchId } from "#kernel"
import { openTestHouse } from "../../test/house.ts"
import { openTestMirror } from "../../test/mirror.ts"
import { changeSource } from "./change-source.ts"
import { ingest } from "./ingest.ts"
import { join } from "./join.ts"
import { rebuild } from "./rebuild.ts"
import { resolveAll } from "./resolve-all.ts"
import { separate } from "./separate.ts"
import { takeDecisionBack } from "./take-decision-back.ts"
import { undo } from "./undo.ts"

const house = await openTestHouse()
const { ports, run } = house
const { mirror, close } = openTestMirror(ports.store)
afterAll(async () => {
  await close()
  await house.close()
})

const bring = async (source: string, rows: readonly (readonly string[])[]) => {
  const columns = { 编号: null, 姓名: "name", 手机: "phones", 城市: "city" }
  const { id } = await house.deliver({ source, columns, rows, key: "编号" })
  await ingest(ports, id, run)
  return id
}

const orderColumns = ["customer", "id", "date", "amount"].map((header) => ({
  header,
  field: `order.${header}`,
  confidence: 1,
  why: "person" as const,
}))
const orderPlan = {
  columns: orderColumns,
  content: "orders",
  source: { name: "shop", kind: "order" },
  key: "customer",
  sourceColumn: null,
  dateOrder: "ymd",
  zone: "Asia/Shanghai",
  currency: "CNY",
} as const

async function bringOrders(rows: readonly string[], pieceSize = 2): Promise<BatchId> {
  const id = await receive(ports, {
    principal: run.principal,
    fileName: "orders.csv",
    source: { name: "shop", kind: "order" },
    content: "orders",
    dialect: { header: true },
    bytes: (async function* () {
      yield Buffer.from(`customer,id,date,amount\n${rows.join("\n")}\n`)
    })(),
  })
  await ports.store.transaction((tx) => updateBatch(tx, id, { plan: orderPlan }))
  await ingest(ports, id, { ...run, pieceSize })
  return id
}

/** How many rows each table has, and which tables are not the same on both sides. */
const compared = async () => {
  const tables = await mirror.check()
  const rows = Object.fromEntries(tables.map(({ table, mirror: count }) => [table, count]))
  return { rows, differing: tables.filter(({ isSame }) => !isSame) }
}
const same = { differing: [] }

const idOf = async (key: string) => {
  const [row] = await house.rows(`select id from record where source_key = '${key}'`)
  return RecordId.parse(row?.["id"])
}

test("a mirror that is not there is built, and holds what the store holds", async () => {
  const people = ["a", "b", "c", "d"].map((key) => [key, `张${key}`, "", "上海"])
  await bring("shop", people)
  await bringOrders(["a,1,2024-01-31,10.00", "a,2,2024-02-01,20.00", "e,3,2024-02-01,30.00"])
  expect(await mirror.catchUp()).toMatchObject({ why: "missing" })
  expect(await compared()).toEqual({
    ...same,
    rows: expect.objectContaining({
      customer_view: 5,
      membership_view: 5,
      arrival_view: 5,
      event_view: 3,
      source_view: 1,
    }),
  })
})

test("it is read by statements with parameters, in step with what has happened", async () => {
  await bringOrders(["b,4,2024-03-01,12.34"])
  const rows = await mirror.inStep((reading) =>
    reading.rows(sql`
      select m.customer, e.day, e."at", e.amount, c.members, e.n = m.n as is_numbered
      from event_view e join membership_view m on m.n = e.n join customer_view c on c.n = m.customer_n
      where e.amount = any(${[1234, 999]}::bigint[]) and e.kind = ${"order"}`),
  )
  const id = await idOf("b")
  expect(rows).toEqual([
    {
      customer: id,
      day: "2024-03-01",
      at: new Date("2024-02-29T16:00:00Z"),
      amount: 1234,
      members: [id],
      is_numbered: true,
    },
  ])
})

test("undo comes through: of people whose records stay for their orders, of orders that others told as well", async () => {
  const more = await bring("shop", [
    ["b", "张b", "13800138000", "北京"],
    ["g", "张g", "", "北京"],
  ])
  const first = await bringOrders([
    "g,7,2024-03-02,1.00",
    "h,8,2024-04-02,2.00",
    "h,9,2024-05-02,3.00",
  ])
  const second = await bringOrders([
    "h,8,2024-04-02,2.00",
    "h,9,2024-05-02,3.00",
    "i,10,2024-05-02,4.00",
  ])
  const before = await compared()
  await undo(ports, more, run)
  // Customer g stays for its orders, as a bare record.
  expect(await compared()).toEqual({ ...before, ...same })
  await undo(ports, first, run)
  expect(await compared()).toMatchObject({
    ...same,
    rows: {
      event_view: (before.rows["event_view"] ?? 0) - 1,
      customer_view: (before.rows["customer_view"] ?? 0) - 1,
    },
  })
  await undo(ports, second, run)
  expect(await compared()).toMatchObject(same)
})

test("decisions by hand come through, and what is made anew of everybody", async () => {
  const [one, other] = [await idOf("c"), await idOf("d")]
  const by = { reason: "told", preview: false }
  const { decision } = await join(ports, run, { one, other, ...by })
  const joined = await compared()
  await separate(ports, run, { customer: one, records: [other], ...by })
  expect(await compared()).toMatchObject({
    ...same,
    rows: { customer_view: (joined.rows["customer_view"] ?? 0) + 1 },
  })
  await takeDecisionBack(ports, run, { decision: decision ?? 0, preview: false })
  expect(await compared()).toMatchObject(same)
  await resolveAll(ports, run)
  expect(await compared()).toMatchObject(same)
  await ports.store.transaction((tx) =>
    sql`update customer set city = '错' where id = ${one}`.execute(tx.tables()),
  )
  await rebuild(ports, run, { check: false })
  expect(await compared()).toMatchObject(same)
})

test("months that are over lie in files of their own, whatever comes late or is taken back", async () => {
  const own = openTestMirror(ports.store, { monthRows: 2 })
  const differing = async () => (await own.mirror.check()).filter(({ isSame }) => !isSame)
  const early = [
    "k,20,2023-01-02,1.00",
    "k,21,2023-01-03,2.00",
    "k,22,2023-02-03,2.00",
    "k,23,2023-02-04,2.00",
  ]
  const batch = await bringOrders(early)
  await mirror.catchUp()
  await own.mirror.rebuild()
  expect(await differing()).toEqual([])
  const before = await own.mirror.state()
  expect(before.closedMonths).toBeGreaterThan(1)
  // A late fact of a closed month, and one that was told before.
  const late = await bringOrders(["k,20,2023-01-02,1.00", "l,24,2023-01-20,5.00"])
  expect(await differing()).toEqual([])
  await undo(ports, batch, run)
  expect(await differing()).toEqual([])
  expect((await own.mirror.state()).closedMonths).toBe(before.closedMonths - 2)
  await undo(ports, late, run)
  expect(await differing()).toEqual([])
  await own.close()
})

test("another zone of a source moves the days of all that it told: the mirror is built anew", async () => {
  const [row] = await house.rows("select id from source where name = 'shop'")
  const source = SourceId.parse(row?.["id"])
  await ports.store.transaction((tx) =>
    sql`update source set zone = 'America/New_York' where id = ${source}`.execute(tx.tables()),
  )
  expect(await compared()).toMatchObject(same)
  await changeSource(ports, run, { source, changes: { trust: 0.9 } })
  expect(await compared()).toMatchObject(same)
})
