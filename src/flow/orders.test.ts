import { afterAll, beforeAll, expect, test } from "vitest"
import { collectHolding, readBatch, receive, undoLoad, updateBatch, type Batch } from "#collect"
import { CustomerId } from "#kernel"
import { openTestHouse, type TestHouse } from "../../test/house.ts"
import { openExport } from "./export/export.ts"
import { keepLock } from "./flow-ports.ts"
import { refileShared } from "./order-refiling.ts"
import { importOrders, previewOrders } from "./orders.ts"
import { progressOf } from "./progress.ts"

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const roles: Readonly<Record<string, string>> = {
  customer: "order.customer",
  order: "order.id",
  line: "order.line",
  date: "order.date",
  amount: "order.amount",
  price: "order.price",
  quantity: "order.quantity",
  currency: "order.currency",
  product: "order.product",
  note: "",
}

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

/** A file of orders whose columns are called by their roles, ready to be imported. */
async function deliver(text: string, source = "shop"): Promise<Batch> {
  const { ports, run } = house
  const id = await receive(ports, {
    principal: run.principal,
    fileName: "orders.csv",
    source: { name: source, kind: "order" },
    content: "orders",
    dialect: { header: true },
    bytes: bytesOf(text),
  })
  const headers = (text.split("\n")[0] ?? "").split(",")
  const columns = headers.map((header) => ({
    header,
    field: roles[header] || null,
    confidence: 1,
    why: "person" as const,
  }))
  const plan = {
    columns,
    content: "orders" as const,
    source: { name: source, kind: "order" },
    key: "customer",
    sourceColumn: null,
    dateOrder: "ymd" as const,
    zone: "Asia/Shanghai",
    currency: "CNY",
  }
  return ports.store.transaction(async (tx) => {
    await updateBatch(tx, id, { plan, state: "importing" })
    return readBatch(tx, id)
  })
}

const work = (batch: Batch, run = house.run) => ({
  batch,
  run,
  progress: progressOf(house.ports, batch, { ...run, wantedIn: ["importing"] }),
})

const bring = (batch: Batch, run = house.run) =>
  house.ports.store.exclusively(keepLock, () => importOrders(house.ports, work(batch, run)))

const eventsOf = (batch: Batch) =>
  house.rows(`
    select r.source_key as customer, e.at, e.kind, e.amount, e.currency::text, e.quantity, e.data
    from event e join record r on r.id = e.record
    where e.load = ${batch.id} order by e.at, e.amount, r.source_key`)

const rejectionsOf = (batch: Batch) =>
  house.rows(
    `select row_no, code, column_name from rejection where batch = ${batch.id} order by row_no`,
  )

test("lines without an order id are a purchase each, equal ones too", async () => {
  const batch = await deliver(
    "customer,date,quantity,amount\n" +
      "00001,19970101,1,11.77\n00002,19970112,1,12.00\n00002,19970112,5,77.00\n00002,19970112,1,12.00\n",
    "cds",
  )
  const tally = await bring(batch)
  expect(tally).toMatchObject({ read: 4, accepted: 4, new: 4, same: 0, rejected: 0, customers: 2 })
  const events = await eventsOf(batch)
  expect(events.map(({ customer, amount, quantity }) => [customer, amount, quantity])).toEqual([
    ["00001", 1177, "1"],
    ["00002", 1200, "1"],
    ["00002", 1200, "1"],
    ["00002", 7700, "5"],
  ])
  expect(events[0]).toMatchObject({
    at: new Date("1996-12-31T16:00:00Z"),
    kind: "order",
    currency: "CNY",
    data: { v: 1 },
  })
  const again = await bring(
    await deliver(
      "customer,date,quantity,amount\n00002,19970112,1,12\n00002,19970112,1,12.00\n1,19970112,1,5\n",
      "cds",
    ),
  )
  expect(again).toMatchObject({ read: 3, new: 1, same: 2, customers: 1 })
})

test("customers that no record describes get bare records, born in the order of rows", async () => {
  await bring(
    await deliver(
      "customer,date,amount\nz9,2024-01-01,1\na1,2024-01-01,1\nz9,2024-01-02,1\n",
      "bare",
    ),
  )
  const rows = await house.rows(`
    select r.source_key, r.bare, r.customer = r.id as alone from record r
    join source s on s.no = r.source where s.name = 'bare' order by r.birth`)
  expect(rows).toEqual([
    { source_key: "z9", bare: true, alone: true },
    { source_key: "a1", bare: true, alone: true },
  ])
})

test("lines of one order are one event, wherever they stand", async () => {
  const batch = await deliver(
    "customer,order,line,date,price,quantity,product,note\n" +
      "c1,A-1,1,2024-05-01 10:00,19.99,2,茶,x\n" +
      "c2,A-2,1,2024-05-02,5,1,杯,x\n" +
      "c1,A-1,2,2024-05-01 10:00,0.3333,300,糖,x\n",
    "lines",
  )
  expect(await bring(batch, { ...house.run, pieceSize: 1 })).toMatchObject({ read: 3, new: 3 })
  const events = await eventsOf(batch)
  expect(events).toHaveLength(2)
  expect(events[0]).toMatchObject({
    customer: "c1",
    amount: 13_997,
    quantity: "302",
    at: new Date("2024-05-01T02:00:00Z"),
    data: {
      order: "A-1",
      lines: [
        { line: "1", product: "茶", price: "19.99", quantity: "2", amount: "39.98" },
        { line: "2", product: "糖", price: "0.3333", quantity: "300", amount: "99.99" },
      ],
    },
  })
})

test("money that goes back is negative, and on a later day an event of its own", async () => {
  const batch = await deliver(
    "customer,order,date,amount\n" +
      "c1,B-1,2024-05-01,100\nc1,B-1,2024-05-01,-10\nc1,B-1,2024-05-09,-90\nc2,B-2,2024-05-03,(30)\n",
    "refunds",
  )
  await bring(batch)
  expect((await eventsOf(batch)).map(({ kind, amount }) => [kind, amount])).toEqual([
    ["order", 9000],
    ["refund", -3000],
    ["refund", -9000],
  ])
})

test("bad rows are rejected with the column that is to blame, and every row is accounted for", async () => {
  const batch = await deliver(
    "customer,date,amount,currency,quantity\n" +
      "c1,2024-02-30,1,,\n" +
      "c1,1969-12-31,1,,\n" +
      "c1,2099-01-01,1,,\n" +
      "c1,2024-01-01,much,,\n" +
      "c1,2024-01-01,1,gold,\n" +
      " ,2024-01-01,1,,\n" +
      "c1,2024-01-01,1,,two\n" +
      "c1,2024-01-01\n" +
      "c1,2024-01-01,1,USD,2\n",
    "bad",
  )
  expect(await bring(batch)).toMatchObject({ read: 9, accepted: 1, new: 1, rejected: 8 })
  expect(await rejectionsOf(batch)).toEqual([
    { row_no: 1, code: "flow/order-date", column_name: "date" },
    { row_no: 2, code: "flow/order-date-range", column_name: "date" },
    { row_no: 3, code: "flow/order-date-range", column_name: "date" },
    { row_no: 4, code: "flow/order-amount", column_name: "amount" },
    { row_no: 5, code: "flow/order-currency", column_name: "currency" },
    { row_no: 6, code: "flow/order-customer", column_name: "customer" },
    { row_no: 7, code: "flow/order-quantity", column_name: "quantity" },
    { row_no: 8, code: "collect/ragged-row", column_name: null },
  ])
})

test("an order is taken whole or not at all", async () => {
  const batch = await deliver(
    "customer,order,date,amount,currency\n" +
      "c1,C-1,2024-01-01,1,CNY\nc1,C-1,2024-01-01,1,USD\n" +
      "c1,C-2,2024-01-01,1,CNY\nc2,C-2,2024-01-01,1,CNY\n" +
      "c1,C-3,2024-01-01,1,CNY\nc1,C-3,2024-01-01,?,CNY\n" +
      "c1,C-4,2024-01-01,1,CNY\n",
    "whole",
  )
  expect(await bring(batch)).toMatchObject({ read: 7, accepted: 1, rejected: 6 })
  expect((await rejectionsOf(batch)).map(({ code }) => code)).toEqual([
    "flow/order-currencies",
    "flow/order-currencies",
    "flow/order-customers",
    "flow/order-customers",
    "flow/order-incomplete",
    "flow/order-amount",
  ])
})

const many = `customer,order,date,amount\n${Array.from(
  { length: 3000 },
  (_none, at) =>
    `c${at % 700},${at % 2900},2024-0${1 + ((at % 2900) % 9)}-01,${at % 2 ? "?" : "1.50"}`,
).join("\n")}\n`

test("what was cut off goes on, and ends as if nothing had happened", async () => {
  const whole = await deliver(many.replaceAll(",c", ",w"), "uncut")
  const tally = await bring(whole)
  const cut = await deliver(many, "cut")
  const stop = new AbortController()
  const { progress } = work(cut)
  const breaking = {
    at: async (...step: Parameters<typeof progress.at>) => {
      await progress.at(...step)
      if (step[1] > 1500) stop.abort()
      stop.signal.throwIfAborted()
    },
  }
  const run = { ...house.run, pieceSize: 100 }
  const first = house.ports.store.exclusively(keepLock, () =>
    importOrders(house.ports, { batch: cut, run, progress: breaking }),
  )
  await expect(first).rejects.toThrow("aborted")
  const between = await house.ports.store.read((tx) => readBatch(tx, cut.id))
  expect(between.tally.read).toBeGreaterThan(1000)
  expect(between.tally.read).toBeLessThan(3000)
  const resumed = await bring(between, { ...house.run, pieceSize: 333 })
  expect(resumed).toEqual(tally)
  expect(await countOf("event", cut)).toEqual(await countOf("event", whole))
  expect(await rejectionsOf(cut)).toEqual(await rejectionsOf(whole))
})

const countOf = (table: "event", { id }: Batch) =>
  house.rows(`select count(*), sum(amount) from ${table} where load = ${id}`)

test("a preview says what an import comes to and writes nothing", async () => {
  await bring(await deliver("customer,date,amount\np1,2024-01-01,1\n", "preview"))
  const batch = await deliver(
    "customer,date,amount\np1,2024-01-01,1\np2,2024-01-02,1\np3,x,1\n",
    "preview",
  )
  const before = await house.rows("select count(*) from event")
  const { tally, refusals } = await previewOrders(house.ports, work(batch))
  expect(refusals).toEqual([{ row: 3, code: "flow/order-date", column: "date" }])
  expect(await house.rows("select count(*) from event")).toEqual(before)
  expect(await bring(batch)).toEqual(tally)
})

test("a file without what makes an order is refused before anything is written", async () => {
  const noAmount = await deliver("customer,date,quantity\nc1,2024-01-01,1\n", "lacking")
  await expect(bring(noAmount)).rejects.toMatchObject({
    code: "flow/order-columns",
    facts: { lacks: "amount" },
  })
  expect(await house.rows(`select id from load where id = ${noAmount.id}`)).toEqual([])
})

const undo = async (batch: Batch) => {
  await house.ports.store.transaction(async (tx) => {
    await updateBatch(tx, batch.id, { state: "undone" })
    await undoLoad(tx, batch.id, new Date())
  })
  await refileShared(house.ports, { batch, run: house.run })
}

test("what two files say stays when the first of them is undone, and goes with the second", async () => {
  const both = "customer,date,amount\ns1,2024-01-01,1\ns2,2024-01-01,1\n"
  const first = await deliver(`${both}s3,2024-01-01,1\n`, "shared")
  const second = await deliver(both, "shared")
  await bring(first)
  expect(await bring(second)).toMatchObject({ new: 0, same: 2 })
  const live = () =>
    house.rows(`
      select r.source_key from event_view e join record r on r.id = e.record
      where e.source = '${first.source.id}' order by 1`)
  await undo(first)
  expect(await live()).toEqual([{ source_key: "s1" }, { source_key: "s2" }])
  await undo(second)
  expect(await live()).toEqual([])
})

test("orders are exported with their customers, day by the calendar of the source", async () => {
  await bring(
    await deliver(
      "customer,order,date,amount,product\ne1,E-1,2024-05-01 07:00,1234.5,茶\ne1,E-1,2024-05-01 07:00,-4,糖\n",
      "exported",
    ),
  )
  let text = ""
  const { principal } = house.run
  const asker = { principal, index: () => "", tokens: () => [], traits: [] }
  const ports = { ...house.ports, temporary: "" }
  for await (const piece of await openExport(ports, { asker, what: "orders", format: "csv" }))
    text += piece
  const [header, ...rows] = text.split("\r\n")
  expect(header).toBe(
    "source,source_key,customer_id,customer_number,date,at,kind,order,amount,currency,quantity,product,channel,status",
  )
  const row = rows.find((one) => one.startsWith("exported,"))
  expect(row?.replace(/[0-9a-f-]{36},[\d-]+/, "ID,NUMBER")).toBe(
    "exported,e1,ID,NUMBER,2024-05-01,2024-04-30T23:00:00.000Z,order,E-1,1230.50,CNY,,茶; 糖,,",
  )
})

test("a customer is told every fact that is held of all its records", async () => {
  await bring(await deliver("customer,date,amount\nh1,2024-01-02,2\nh1,2024-01-01,1\n", "held"))
  const [row] = await house.rows(
    "select customer from record where source_key = 'h1' and customer is not null",
  )
  const customer = CustomerId.parse(row?.["customer"])
  const held = await house.ports.store.read((tx) => collectHolding.describe(tx, customer))
  expect(held).toMatchObject([
    { what: "holding.collect.events", count: 2, items: [{ amount: 100 }, { amount: 200 }] },
  ])
})
