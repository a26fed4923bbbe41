import { afterAll, expect, test } from "vitest"
import { markMending, readRejectedRows } from "#collect"
import type { BatchId } from "#kernel"
import { openTestHouse } from "../../test/house.ts"
import { guessPlan } from "./column-plan.ts"
import { ingest } from "./ingest.ts"
import { mend } from "./mend.ts"
import { undo } from "./undo.ts"

const house = await openTestHouse()
afterAll(house.close)

const columns = { 编号: null, 姓名: "name", 电话: "phones", "电话 (2)": "emails" }
const file = {
  source: "门店",
  columns,
  key: "编号",
  rows: [
    ["1", "张伟", "13800138001", ""],
    ["", "", "", ""],
    ["2", "李娜"],
    ["3", "王芳", "13800138003", ""],
  ],
}
const live = () => house.rows("select source_key from record where customer is not null order by 1")
const rejectedOf = async (batch: BatchId) =>
  (await readRejectedRows(house.ports, batch, { limit: 50 })).items

test("mended rows are a batch of their own with the same keys, and undone each by itself", async () => {
  const { id } = await house.deliver(file)
  await ingest(house.ports, id, house.run)
  expect(await rejectedOf(id)).toMatchObject([
    { row: 2, code: "flow/empty-row", cells: ["", "", "", ""], mendedBy: null },
    { row: 3, cells: ["2", "李娜"], mendedBy: null },
  ])
  const { principal } = house.run
  const rows = [
    { row: 3, cells: ["2", "李娜", "13800138002", "ln@example.com"] },
    { row: 2, cells: ["", "", "", ""] },
  ]
  const mended = await mend(house.ports, { batch: id, rows, principal })
  expect(mended).toMatchObject({ state: "received", rows: 2, mends: id, plan: { key: "编号" } })
  expect((await rejectedOf(id)).map(({ mendedBy }) => mendedBy)).toEqual([mended.id, mended.id])
  const { tally } = await ingest(house.ports, mended.id, house.run)
  expect(tally).toMatchObject({ new: 1, rejected: 1 })
  expect((await rejectedOf(id)).map(({ mendedBy }) => mendedBy)).toEqual([null, mended.id])
  expect(await rejectedOf(mended.id)).toMatchObject([{ row: 1, code: "flow/empty-row" }])

  const again = await house.deliver({ ...file, rows: [["2", "李娜", "13800138002", ""]] })
  await ingest(house.ports, again.id, house.run)
  expect(await live()).toEqual(["1", "2", "3"].map((key) => ({ source_key: key })))
  await undo(house.ports, again.id, house.run)
  await undo(house.ports, id, house.run)
  expect(await live()).toEqual([{ source_key: "2" }])
  await undo(house.ports, mended.id, house.run)
  expect(await live()).toEqual([])
  expect((await rejectedOf(id)).map(({ mendedBy }) => mendedBy)).toEqual([null, null])
})

test("only rejected rows can be mended, each with one cell for each column", async () => {
  const { id } = await house.deliver(file)
  const { principal } = house.run
  const cells = ["1", "张伟", "13800138001", ""]
  const wish = (rows: readonly { row: number; cells: readonly string[] }[]) =>
    mend(house.ports, { batch: id, rows, principal })
  await expect(wish([{ row: 2, cells }])).rejects.toMatchObject({ code: "flow/batch-state" })
  await ingest(house.ports, id, house.run)
  await expect(wish([{ row: 1, cells }])).rejects.toMatchObject({ code: "flow/not-rejected" })
  await expect(wish([{ row: 2, cells: ["1"] }])).rejects.toMatchObject({ code: "flow/cell-count" })
})

test("a file that was mended elsewhere says whose rows it brings", async () => {
  const { id } = await house.deliver(file)
  const by = await house.deliver({ ...file, rows: [["2", "李娜", "13800138002", ""]] })
  await house.ports.store.transaction((tx) => markMending(tx, { batch: id, by: by.id, rows: [] }))
  expect(await ingest(house.ports, by.id, house.run)).toMatchObject({ mends: id })
})

test("the next file of a source is read as the last one, in what is the same", async () => {
  const last = await house.deliver({
    source: "网店",
    columns: { 会员: "name", 备注: "tags", 电话: "phones" },
    key: "电话",
    rows: [["张伟", "老客户", "13800138001"]],
  })
  await ingest(house.ports, last.id, house.run)
  const next = await house.deliver({
    source: "网店",
    columns: { 会员: null, 备注: null, 电话: null, 邮箱: null },
    rows: [["李娜", "新", "13800138002", "ln@example.com"]],
  })
  const { plan } = await guessPlan(house.ports, next.id)
  expect(plan).toMatchObject({ key: "电话", sourceColumn: null })
  expect(plan?.columns.map(({ field, why }) => [field, why === "last"])).toEqual([
    ["name", true],
    ["tags", true],
    ["phones", true],
    ["emails", false],
  ])
  const afresh = await guessPlan(house.ports, next.id, { memory: false })
  expect(afresh.plan?.columns.some(({ why }) => why === "last")).toBe(false)
  const other = await house.deliver({
    source: "网店",
    columns: { 名称: null, 电话: null, 地址: null, 城市: null },
    rows: [["李娜", "13800138002", "", ""]],
  })
  const { plan: guessed } = await guessPlan(house.ports, other.id)
  expect(guessed?.columns.some(({ why }) => why === "last")).toBe(false)
})

test("two columns of one header go where each was sent", async () => {
  const same = await house.deliver({
    source: "重名",
    columns: { 电话: "phones", "电话 (2)": "wechat", 姓名: "name" },
    rows: [["13800138009", "wx-one", "孙丽"]],
  })
  await ingest(house.ports, same.id, house.run)
  expect(await house.rows("select phones, wechat from customer where name = '孙丽'")).toEqual([
    { phones: ["+8613800138009"], wechat: "wx-one" },
  ])
})
