import { afterAll, beforeAll, expect, test } from "vitest"
import { RecordId } from "#kernel"
import { openTestHouse } from "../../test/house.ts"
import { ingest } from "./ingest.ts"
import { join } from "./join.ts"
import { rebuild } from "./rebuild.ts"
import { resolveAll } from "./resolve-all.ts"
import { separate } from "./separate.ts"
import { takeDecisionBack } from "./take-decision-back.ts"

const house = await openTestHouse()
afterAll(house.close)
const { ports, run } = house

const bring = async (source: string, rows: readonly (readonly string[])[]) => {
  const columns = { 编号: null, 姓名: "name", 手机: "phones", 身份证: "identity_number" }
  const { id } = await house.deliver({ source, columns, rows, key: "编号" })
  await ingest(ports, id, run)
}
const idOf = async (key: string) => {
  const [row] = await house.rows(`select id from record where source_key = '${key}'`)
  return RecordId.parse(row?.["id"])
}
const groups = async () =>
  (
    await house.rows(
      "select string_agg(source_key, ' ' order by birth) as keys from record where customer is not null group by customer order by 1",
    )
  ).map(({ keys }) => keys)
const joined = async (one: string, other: string, preview = false) =>
  join(ports, run, { one: await idOf(one), other: await idOf(other), reason: "told", preview })
const separated = async (customer: string, keys: readonly string[], preview = false) => {
  const records = await Promise.all(keys.map(idOf))
  return separate(ports, run, {
    customer: await idOf(customer),
    records,
    reason: "mistake",
    preview,
  })
}
const takenBack = (decision: number | null) =>
  takeDecisionBack(ports, run, { decision: decision ?? 0, preview: false })
const expectTrue = async () =>
  expect(await rebuild(ports, run, { check: true })).toMatchObject({ differences: [] })
const picture = () =>
  house.rows(
    "select id, customer, clean::text from record union all select id, id, to_jsonb(c)::text from customer c order by 1, 3",
  )

beforeAll(() =>
  bring("门店", [
    ["a", "张伟", "13800138000", "11010519491231002X"],
    ["b", "张伟", "13800138000", ""],
    ["c", "李娜", "13900139000", "440308199901010012"],
    ["d", "李娜", "13900139000", ""],
  ]),
)

test("a preview says what would follow and keeps nothing", async () => {
  const before = await picture()
  const decided = await joined("a", "d", true)
  expect(decided.decision).toBeNull()
  expect(decided.before.map(({ records }) => records.length)).toEqual([2, 2])
  expect(decided.after.map(({ records }) => records.length)).toEqual([4])
  expect(await picture()).toEqual(before)
  expect(await house.rows("select 1 from link where run < 0")).toEqual([])
})

test("a join leaves nobody behind, also where documents contradict, and is undone without a trace", async () => {
  const { decision, after } = await joined("a", "d")
  expect(after).toMatchObject([{ id: await idOf("a") }])
  expect(await groups()).toEqual(["a b c d"])
  await resolveAll(ports, run)
  expect(await groups()).toEqual(["a b c d"])
  await expectTrue()
  const undone = await takenBack(decision)
  expect(undone.after.map(({ id }) => id)).toEqual([await idOf("a"), await idOf("c")])
  expect(await groups()).toEqual(["a b", "c d"])
  expect(await takenBack(decision)).toMatchObject({ before: [], after: [] })
  await expectTrue()
})

test("what was separated stays apart through later deliveries and runs, until it is taken back", async () => {
  const { decision } = await separated("a", ["b"])
  expect(await groups()).toEqual(["a", "b", "c d"])
  await bring("网站", [["e", "张伟", "13800138000", ""]])
  await resolveAll(ports, run)
  expect((await groups()).filter((keys) => keys === "a b" || keys === "a b e")).toEqual([])
  await expectTrue()
  await takenBack(decision)
  expect(await groups()).toEqual(["a b e", "c d"])
  await expectTrue()
})

test("of a separation and a join the later holds, and taking the later back brings the earlier back", async () => {
  await separated("a", ["b"])
  const parted = await groups()
  const together = await joined("a", "b")
  expect(await groups()).toEqual(["a b e", "c d"])
  await takenBack(together.decision)
  expect(await groups()).toEqual(parted)
  await expectTrue()
})

test("every decision is told by ids and in the audit", async () => {
  const entries = await house.rows(
    "select action, object from audit where object like 'decision %' order by id",
  )
  expect(entries[0]).toEqual({ action: "decision/join", object: "decision 1" })
  const links = await house.rows("select distinct reason from link where run < 0 order by 1")
  expect(links.map(({ reason }) => reason)).toEqual(["mistake", "told"])
  const told = await house.rows(
    "select ids from outbox where kind = 'link/changed' union all select ids from journal where kind = 'link/changed'",
  )
  expect(told.length).toBeGreaterThan(5)
})

test("what cannot be decided is refused and leaves nothing", async () => {
  const before = await picture()
  await expect(joined("c", "d")).rejects.toMatchObject({ code: "flow/one-customer" })
  await expect(separated("c", ["a"])).rejects.toMatchObject({ code: "flow/not-its-record" })
  await expect(separated("c", ["c", "d"])).rejects.toMatchObject({ code: "flow/nothing-left" })
  await expect(takenBack(99)).rejects.toMatchObject({ code: "flow/unknown-decision" })
  expect(await picture()).toEqual(before)
})
