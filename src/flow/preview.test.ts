import { afterAll, expect, test } from "vitest"
import { openTestHouse } from "../../test/house.ts"
import { ingest } from "./ingest.ts"
import { preview } from "./preview.ts"

const house = await openTestHouse()
afterAll(house.close)

const columns = { 编号: null, 来源: null, 姓名: "name", 手机: "phones" }
const known = {
  source: "门店",
  columns,
  key: "编号",
  rows: [
    ["1", "", "张伟", "13800138001"],
    ["2", "", "李娜", "13800138002"],
  ],
}
const coming = {
  source: "总部",
  columns,
  key: "编号",
  sourceColumn: "来源",
  rows: [
    ["1", "门店", "张伟", "13800138001"],
    ["2", "门店", "李娜", "13800138009"],
    ["7", "展会", "张伟", "13800138001"],
    ["8", "", "王芳", "13800138003"],
    ["", "", "", ""],
  ],
}
const everything = () =>
  Promise.all(
    ["source", "record", "record_version", "customer", "link", "match_key", "outbox"].map((table) =>
      house.rows(`select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text`),
    ),
  )

test("a preview says what an import does, row for row, and changes nothing", async () => {
  await ingest(house.ports, (await house.deliver(known)).id, house.run)
  const { id } = await house.deliver(coming)
  const before = await everything()
  const previewed = await preview(house.ports, id, house.run)
  expect(await everything()).toEqual(before)
  expect(previewed).toMatchObject({ state: "previewed" })
  expect(previewed.tally).toEqual({
    read: 5,
    accepted: 4,
    rejected: 1,
    new: 2,
    changed: 1,
    same: 1,
    customers: 3,
    joined: 1,
  })
  expect(await house.rows("select row_no from rejection")).toEqual([{ row_no: 5 }])
  const { tally, state } = await ingest(house.ports, id, house.run)
  expect(state).toBe("done")
  expect(tally).toEqual(previewed.tally)
})

test("rows belong to the sources that their column names, else to the batch's", async () => {
  const rows = await house.rows(
    "select s.name, r.source_key from record r join source s on s.no = r.source order by r.birth",
  )
  expect(rows).toEqual([
    { name: "门店", source_key: "1" },
    { name: "门店", source_key: "2" },
    { name: "展会", source_key: "7" },
    { name: "总部", source_key: "8" },
  ])
})

test("rows without a key are told apart by their content and by how often they came", async () => {
  const list = {
    source: "名片",
    columns: { 姓名: "name", 城市: "city" },
    rows: [
      ["张伟", "上海"],
      ["张伟", "上海"],
      ["李娜", "北京"],
    ],
  }
  const first = await ingest(house.ports, (await house.deliver(list)).id, house.run)
  const again = await ingest(house.ports, (await house.deliver(list)).id, house.run)
  expect([first.tally.new, again.tally.new, again.tally.same]).toEqual([3, 0, 3])
})
