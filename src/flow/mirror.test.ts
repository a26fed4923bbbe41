import { sql } from "kysely"
import { afterAll, expect, test } from "vitest"
import { receive, updateBatch } from "#collect"
import { RecordId, type BatchId } from "#kernel"
import { openTestHouse } from "../../test/house.ts"
import { openTestMirror } from "../../test/mirror.ts"
import { ingest } from "./ingest.ts"

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

const expectSame = async () => {
  const compared = await mirror.check()
  expect(compared.filter(({ isSame }) => !isSame)).toEqual([])
  return Object.fromEntries(compared.map(({ table, mirror: rows }) => [table, rows]))
}

const idOf = async (key: string) => {
  const [row] = await house.rows(`select id from record where source_key = '${key}'`)
  return RecordId.parse(row?.["id"])
}

test("a mirror that is not there is built, and holds what the store holds", async () => {
  const people = ["a", "b", "c", "d"].map((key) => [key, `张${key}`, "", "上海"])
  await bring("shop", people)
  await bringOrders(["a,1,2024-01-31,10.00", "a,2,2024-02-01,20.00", "e,3,2024-02-01,30.00"])
  expect(await mirror.catchUp()).toMatchObject({ why: "missing" })
  expect(await expectSame()).toMatchObject({
    customer_view: 5,
    membership_view: 5,
    arrival_view: 5,
    event_view: 3,
    source_view: 1,
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
