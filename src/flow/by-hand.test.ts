import { afterAll, beforeAll, expect, test } from "vitest"
import { readDecisions } from "#keep"
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
const decisionsOf = async (key: string) => {
  const customer = await idOf(key)
  return ports.store.read((tx) => readDecisions(tx, customer, run.principal))
}
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

test("a preview says which records go where, which values change and who says so, and what stands against it", async () => {
  const { moves, values, against } = await joined("a", "d", true)
  expect(moves.map(({ sourceKey }) => sourceKey).toSorted()).toEqual(["c", "d"])
  expect(new Set(moves.map(({ to }) => to))).toEqual(new Set([await idOf("a")]))
  const phones = values.find(({ field }) => field === "phones")
  expect(phones).toMatchObject({
    customer: await idOf("a"),
    before: ["+8613800138000"],
    saidBy: ["门店", "门店"],
  })
  expect(phones?.after.toSorted()).toEqual(["+8613800138000", "+8613900139000"])
  expect(JSON.stringify(values)).not.toContain("11010519491231002X")
  expect(against).toEqual([{ what: "documents", decision: null, made: null }])
  const parted = await separated("a", ["b"], true)
  expect(parted.values.filter(({ customer }) => customer === parted.moves[0]?.to)).toMatchObject([
    { field: "name", before: [], after: ["张伟"] },
    { field: "phones", before: [], after: ["+8613800138000"] },
  ])
})

test("who may not see both sides joins nobody, parts nobody and takes nothing back", async () => {
  const before = await groups()
  const stranger = { principal: { ...run.principal, departments: [7] } }
  const [one, other] = [await idOf("a"), await idOf("d")]
  await expect(
    join(ports, stranger, { one, other, reason: "told", preview: true }),
  ).rejects.toMatchObject({ code: "keep/unknown-customer" })
  const { decision } = await joined("a", "d")
  await expect(
    takeDecisionBack(ports, stranger, { decision: decision ?? 0, preview: false }),
  ).rejects.toMatchObject({ code: "keep/unknown-customer" })
  await takenBack(decision)
  expect(await groups()).toEqual(before)
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

test("what was decided about a customer is told, and from whom it is kept apart", async () => {
  const { decision } = await separated("a", ["b"])
  const told = await decisionsOf("a")
  expect(told[0]).toMatchObject({
    decision,
    kind: "cannot",
    reason: "mistake",
    takenBack: null,
    records: [await idOf("a"), await idOf("e")],
    others: [{ id: await idOf("b") }],
  })
  const again = await joined("a", "b", true)
  expect(again.against).toMatchObject([{ what: "kept-apart", decision }])
  await takenBack(decision)
  expect((await decisionsOf("a"))[0]).toMatchObject({ decision, takenBack: expect.any(String) })
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
