import { afterAll, expect, test } from "vitest"
import { openTestHouse, type TestDelivery } from "../../test/house.ts"
import { ingest } from "./ingest.ts"

const house = await openTestHouse()
afterAll(house.close)

const columns = {
  编号: null,
  姓名: "name",
  手机: "phones",
  邮箱: "emails",
  身份证: "identity_number",
}
const shop: TestDelivery = {
  source: "门店",
  columns,
  key: "编号",
  rows: [
    ["1", "张伟", "13800138000", "", "11010519491231002X"],
    ["2", "李娜", "13900139000", "lina@example.com", ""],
    ["", "", "", "", ""],
    ["2", "李娜", "13900139001", "lina@example.com", ""],
  ],
}
const web: TestDelivery = {
  source: "网站",
  columns,
  key: "编号",
  rows: [
    ["a", "李娜", "", "LINA@example.com", ""],
    ["b", "王芳", "13700137000", "", ""],
  ],
}
const bring = async (delivery: TestDelivery) =>
  ingest(house.ports, (await house.deliver(delivery)).id, house.run)

test("a file of people becomes customers, and the tally accounts for every row", async () => {
  const batch = await bring(shop)
  expect(batch.state).toBe("done")
  expect(batch.tally).toEqual({
    read: 4,
    accepted: 3,
    rejected: 1,
    new: 2,
    changed: 1,
    same: 0,
    customers: 2,
    joined: 0,
  })
  expect(await house.rows("select row_no, code from rejection")).toEqual([
    { row_no: 3, code: "flow/empty-row" },
  ])
  expect(await house.rows("select name, phones, no from customer order by no")).toEqual([
    { name: "张伟", phones: ["+8613800138000"], no: 1 },
    { name: "李娜", phones: ["+8613900139001"], no: 2 },
  ])
  expect(await house.rows("select batch, row_no from record_version")).toEqual([
    { batch: batch.id, row_no: 2 },
  ])
})

test("what is sensitive is sealed, masked and found by its blind index alone", async () => {
  const [row] = await house.rows(
    "select identity_number, identity_index, identity_mask from customer where no = 1",
  )
  expect(row?.["identity_mask"]).toBe("1101 **** **** 002X")
  expect(house.ports.sealer.openText(String(row?.["identity_number"]))).toBe("11010519491231002X")
  const index = house.ports.sealer.blindIndex("identity_number", "11010519491231002X")
  expect(row?.["identity_index"]).toBe(index)
  const [{ clean } = { clean: "" }] = await house.rows(
    "select clean::text from record where birth = 1",
  )
  expect(clean).not.toContain("19491231002")
})

test("another source that knows one of them joins it, and the older id stays", async () => {
  const { tally } = await bring(web)
  expect(tally).toMatchObject({ new: 2, customers: 2, joined: 1 })
  expect(
    await house.rows(
      "select no, name, cardinality(members) as members, sources from customer order by no",
    ),
  ).toEqual([
    { no: 1, name: "张伟", members: 1, sources: [1] },
    { no: 2, name: "李娜", members: 2, sources: [1, 2] },
    { no: 6, name: "王芳", members: 1, sources: [2] },
  ])
  expect(await house.rows("select kind, pattern, millibits from link")).toEqual([
    { kind: "auto", pattern: "email-name", millibits: 20_000 },
  ])
  expect(await house.rows("select version, cause from customer_history")).toEqual([
    { version: 1, cause: "import" },
  ])
})

test("the same file again changes nobody, and its rows are now the evidence", async () => {
  const before = await house.rows("select * from customer order by no")
  const { tally, id } = await bring(web)
  expect(tally).toMatchObject({ accepted: 2, same: 2, new: 0, customers: 0, joined: 0 })
  expect(await house.rows("select * from customer order by no")).toEqual(before)
  expect(await house.rows(`select count(*) as n from record where batch = ${id}`)).toEqual([
    { n: 2 },
  ])
})

test("whoever follows the journal hears of customers by their ids only", async () => {
  const entries = await house.rows("select kind, cardinality(ids) as n from outbox order by id")
  expect(entries).toEqual([
    { kind: "customer/changed", n: 2 },
    { kind: "customer/changed", n: 2 },
    { kind: "record/changed", n: 2 },
  ])
})
