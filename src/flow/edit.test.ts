import { sql } from "kysely"
import { afterAll, expect, test } from "vitest"
import { RecordId, type BatchId, type FieldId } from "#kernel"
import { openTestHouse } from "../../test/house.ts"
import { checkTyped } from "./check-typed.ts"
import { edit } from "./edit.ts"
import { ingest } from "./ingest.ts"
import { join } from "./join.ts"
import { rebuild } from "./rebuild.ts"
import { resolveAll } from "./resolve-all.ts"
import { takeDecisionBack } from "./take-decision-back.ts"
import type { Typed } from "./typed-values.ts"
import { undo } from "./undo.ts"

const house = await openTestHouse()
afterAll(house.close)
const { ports, run } = house

const bring = async (source: string, rows: readonly (readonly string[])[]): Promise<BatchId> => {
  const columns = {
    编号: null,
    姓名: "name",
    手机: "phones",
    城市: "city",
    身份证: "identity_number",
  }
  const { id } = await house.deliver({ source, columns, rows, key: "编号" })
  await ingest(ports, id, run)
  return id
}
const idOf = async (key: string) => {
  const [row] = await house.rows(`select id from record where source_key = '${key}'`)
  return RecordId.parse(row?.["id"])
}
const typed = async (key: string, field: FieldId, said: Typed) =>
  edit(ports, run, { customer: await idOf(key), field, typed: said })
const golden = async (key: string) => {
  const [row] = await house.rows(
    `select name, phones, city, identity_mask from customer where id = (select customer from record where source_key = '${key}')`,
  )
  return row
}
const expectTrue = async () =>
  expect(await rebuild(ports, run, { check: true })).toMatchObject({ differences: [] })

test("a typed value wins over what was observed before, follows a rebuild, and is withdrawn", async () => {
  await bring("门店", [["a", "张伟", "13800138000", "杭州市", ""]])
  await typed("a", "name", { value: "张炜" })
  await typed("a", "city", { value: "宁波市" })
  expect(await golden("a")).toMatchObject({ name: "张炜", city: "宁波市" })
  await resolveAll(ports, run)
  await expectTrue()
  await typed("a", "name", { withdraw: true })
  expect(await golden("a")).toMatchObject({ name: "张伟", city: "宁波市" })
  await expectTrue()
})

test("each typed value keeps the time at which it was typed", async () => {
  await typed("a", "city", { value: "温州市" })
  await bring("门店", [["a", "张伟", "13800138000", "绍兴市", ""]])
  expect((await golden("a"))?.["city"]).toBe("温州市")
  await typed("a", "name", { value: "张玮" })
  const [times] = await house.rows(
    "select (clean->'city'->0->>'t')::bigint < (clean->'name'->0->>'t')::bigint as apart, (clean->'name'->0->>'t')::bigint = (extract(epoch from observed) * 1000)::bigint as latest from record where batch = 0",
  )
  expect(times).toEqual({ apart: true, latest: true })
  await expectTrue()
})

test("nobody brings a denied value back, until a person types it", async () => {
  await typed("a", "phones", { deny: "138 0013 8000" })
  expect((await golden("a"))?.["phones"]).toBeNull()
  await bring("网站", [["a2", "张伟", "13800138000", "", ""]])
  expect((await golden("a"))?.["phones"]).toBeNull()
  await typed("a", "phones", { value: "13800138000" })
  expect((await golden("a"))?.["phones"]).toEqual(["+8613800138000"])
  await expectTrue()
})

test("what is typed joins nobody and parts nobody", async () => {
  await bring("展会", [["b", "李娜", "13900139000", "", "11010519491231002X"]])
  await typed("b", "name", { value: "张伟" })
  await typed("b", "phones", { value: "13800138000" })
  await typed("b", "identity_number", { value: "440308199901010012" })
  await resolveAll(ports, run)
  expect(await house.rows("select 1 from customer")).toHaveLength(2)
  expect(JSON.stringify(await house.rows("select clean::text from record"))).not.toContain(
    "440308199901010012",
  )
  await expectTrue()
})

test("a shadow follows its anchor through joins, stays alone when the anchor goes, and is found again", async () => {
  const { decision } = await join(ports, run, {
    one: await idOf("a"),
    other: await idOf("b"),
    reason: "known",
    preview: false,
  })
  expect(await house.rows("select 1 from customer")).toHaveLength(1)
  await takeDecisionBack(ports, run, { decision: decision ?? 0, preview: false })
  expect(await golden("b")).toMatchObject({ name: "张伟", identity_mask: expect.any(String) })
  const batch = await bring("夜市", [["c", "王芳", "", "", ""]])
  await typed("c", "city", { value: "宁波市" })
  await undo(ports, batch, run)
  const alone = await house.rows(
    `select c.city from customer c join record r on r.customer = c.id where r.source_key = '${await idOf("c")}'`,
  )
  expect(alone).toEqual([{ city: "宁波市" }])
  await expectTrue()
  await bring("夜市", [["c", "王芳", "", "", ""]])
  expect(await golden("c")).toMatchObject({ name: "王芳", city: "宁波市" })
  await expectTrue()
})

test("what cannot be read is refused and leaves nothing", async () => {
  const before = await house.rows("select id from record order by id")
  await expect(typed("a", "phones", { value: "??" })).rejects.toMatchObject({
    code: "flow/unreadable-value",
  })
  await expect(typed("a", "nothing", { value: "1" })).rejects.toMatchObject({
    code: "cleanse/unknown-field",
  })
  expect(await house.rows("select id from record order by id")).toEqual(before)
})

test("an edit is undone by its number, and so is the undoing; other fields keep what was typed since", async () => {
  const was = await golden("a")
  const first = await typed("a", "name", { value: "张三" })
  const second = await typed("a", "name", { value: "张四" })
  await typed("a", "city", { value: "金华市" })
  expect(await golden("a")).toMatchObject({ name: "张四", city: "金华市" })
  const undone = await typed("a", "name", { before: second.edit ?? 0 })
  expect(await golden("a")).toMatchObject({ name: "张三", city: "金华市" })
  await typed("a", "name", { before: undone.edit ?? 0 })
  expect(await golden("a")).toMatchObject({ name: "张四" })
  await typed("a", "name", { before: first.edit ?? 0 })
  expect(await golden("a")).toMatchObject({ name: was?.["name"], city: "金华市" })
  expect(await typed("a", "name", { before: first.edit ?? 0 })).toMatchObject({ edit: null })
  const gone = await typed("a", "phones", { withdraw: true })
  await typed("a", "phones", { before: gone.edit ?? 0 })
  expect((await golden("a"))?.["phones"]).toEqual(["+8613800138000"])
  await expectTrue()
})

test("what is pinned holds against whatever comes later; unpinned it is an edit like others", async () => {
  await bring("网站", [["p", "赵六", "", "杭州市", ""]])
  await typed("p", "city", { pin: 0 })
  await house.trust("网站", 1)
  await bring("网站", [["p", "赵六", "", "嘉兴市", ""]])
  await ports.store.transaction((tx) =>
    sql`update record set observed = observed + interval '30 years' where source_key = 'p'`.execute(
      tx.tables(),
    ),
  )
  await resolveAll(ports, run)
  expect(await golden("p")).toMatchObject({ city: "杭州市" })
  await expectTrue()
  const { edit: number } = await typed("p", "city", { unpin: true })
  expect(await golden("p")).toMatchObject({ city: "嘉兴市" })
  await typed("p", "city", { before: number ?? 0 })
  expect(await golden("p")).toMatchObject({ city: "杭州市" })
  await expectTrue()
})

test("a value is denied by its place, taken from a record, and one typed thing is forgotten", async () => {
  await bring("展会", [["q", "钱七", "13700137000", "苏州市", "440308199901010012"]])
  await typed("q", "identity_number", { deny: 0 })
  const masked = await house.rows(
    "select identity_mask from customer where id = (select customer from record where source_key = 'q')",
  )
  expect(masked).toEqual([{ identity_mask: null }])
  const [shadow] = await house.rows(`select id from record where source_key = '${await idOf("q")}'`)
  await typed("q", "identity_number", { forget: { record: RecordId.parse(shadow?.["id"]), at: 0 } })
  expect((await golden("q"))?.["identity_mask"]).toEqual(expect.any(String))
  await typed("q", "city", { value: "无锡市" })
  await typed("q", "city", { from: await idOf("q") })
  expect(await golden("q")).toMatchObject({ city: "苏州市" })
  await expect(typed("q", "wechat", { pin: 0 })).rejects.toMatchObject({
    code: "flow/nothing-there",
  })
  await expectTrue()
})

test("before it is typed a text is checked: what it is read as, and what cleansing says", async () => {
  const customer = await idOf("q")
  const check = (field: FieldId, value: string) =>
    ports.store.read((tx) => checkTyped(tx, run.principal, { customer, field, value }))
  expect(await check("phones", "１３７-0013-7000")).toMatchObject([
    { field: "phones", value: "+8613700137000", verdict: "corrected" },
  ])
  const [identity] = await check("identity_number", "44030819990101001X")
  expect(identity).toMatchObject({
    field: "identity_number",
    verdict: expect.not.stringMatching("ok"),
  })
  expect(JSON.stringify(identity)).not.toContain("44030819990101001X")
})
