import { afterAll, expect, test } from "vitest"
import { openTestHouse } from "../../test/house.ts"
import { readBatch } from "#collect"
import type { BatchId } from "#kernel"
import { changePlan } from "./column-plan.ts"
import { ingest } from "./ingest.ts"
import { preview } from "./preview.ts"
import { foresightLastsMs, tellForeseen, tellForesight } from "./read-foresight.ts"

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

test("a preview says which values change, whose customers become one and who is new", async () => {
  const { id } = await house.deliver({
    source: "门店",
    columns: { 编号: null, 姓名: "name", 手机: "phones", 身份证: "identity_number" },
    key: "编号",
    rows: [
      ["2", "李娜", "13800138003", ""],
      ["20", "孙丽", "13900139001", "11010519491231002X"],
      ["21", "孙丽", "13900139001", ""],
      ["1", "张伟", "13800138001", "440308199901010012"],
      ["", "", "", ""],
    ],
  })
  await preview(house.ports, id, house.run)
  const told = await tellForesight(house.ports.store, id)
  expect(told).toMatchObject({
    about: false,
    counts: { changed: 2, merged: 0, joined: 0, new: 1 },
    fields: [
      { field: "phones", records: 1, gained: 0, lost: 0 },
      { field: "identity_number", records: 1, gained: 1, lost: 0 },
    ],
    reasons: [{ code: "flow/empty-row", column: null, rows: 1, first: 5 }],
  })
  expect(told.expires.getTime() - told.made.getTime()).toBe(foresightLastsMs)
  const first = await tellForeseen(house.ports, id, { kind: "changed", limit: 1 })
  expect(first.items).toMatchObject([
    {
      customers: [{ name: "李娜" }],
      rows: [{ row: 1, name: "李娜" }],
      values: [{ field: "phones", from: ["+8613800138009"], to: ["+8613800138003"] }],
    },
  ])
  const after = first.next ?? 0
  const second = await tellForeseen(house.ports, id, { kind: "changed", limit: 1, after })
  expect(second).toMatchObject({
    items: [{ values: [{ field: "identity_number", from: [], to: ["4403 **** **** 0012"] }] }],
    next: null,
  })
  const fresh = await tellForeseen(house.ports, id, { kind: "new", limit: 50 })
  expect(fresh.items).toMatchObject([{ of: 2, rules: ["phone-name"], customers: [] }])
  const kept = JSON.stringify(await house.rows("select about from foreseen"))
  expect(kept).not.toContain("孙丽")
})

test("a row that names two customers brings them together, and says by which keys", async () => {
  const { id } = await house.deliver({
    source: "活动",
    columns: { 姓名: "name", 手机: "phones", 邮箱: "emails" },
    rows: [
      ["周杰", "13700137001", "zj@example.com"],
      ["周杰", "13700137002", "zj2@example.com"],
    ],
  })
  await ingest(house.ports, id, house.run)
  const { id: bridge } = await house.deliver({
    source: "活动",
    columns: { 姓名: "name", 手机: "phones", 邮箱: "emails" },
    rows: [["周杰", "13700137001", "zj2@example.com"]],
  })
  await preview(house.ports, bridge, house.run)
  const { items } = await tellForeseen(house.ports, bridge, { kind: "merged", limit: 50 })
  expect(items).toMatchObject([{ customers: [{ name: "周杰" }, { name: "周杰" }], of: 1 }])
  expect(items[0]?.rules).toEqual(expect.arrayContaining(["email-name", "phone-name"]))
  await changePlan(house.ports, await planAgain(bridge))
  await expect(tellForesight(house.ports.store, bridge)).rejects.toMatchObject({
    code: "flow/no-foresight",
  })
})

async function planAgain(batch: BatchId) {
  const { plan } = await house.ports.store.read((tx) => readBatch(tx, batch))
  if (plan === null) throw new Error("a delivered batch has a plan")
  return { batch, plan, principal: house.run.principal }
}
