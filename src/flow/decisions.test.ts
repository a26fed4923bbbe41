import { sql } from "kysely"
import { afterAll, expect, test } from "vitest"
import { openTestHouse } from "../../test/house.ts"
import { ingest } from "./ingest.ts"
import { rebuild } from "./rebuild.ts"
import { resolveAll } from "./resolve-all.ts"
import { undo } from "./undo.ts"

const house = await openTestHouse()
afterAll(house.close)
const { ports, run } = house

const bring = async (source: string, rows: readonly (readonly string[])[]) => {
  const columns = { 编号: null, 姓名: "name", 手机: "phones", 身份证: "identity_number" }
  const { id } = await house.deliver({ source, columns, rows, key: "编号" })
  await ingest(ports, id, run)
  return id
}

/** A person decides; decisions have numbers below 0, where no run can be. */
const decide = (kind: "must" | "cannot", one: string, two: string) =>
  ports.store.transaction((tx) =>
    sql`insert into link (a, b, kind, millibits, pattern, run, by_user)
      select least(x.id, y.id), greatest(x.id, y.id), ${kind}, 0, '', -1, ${run.principal.id}
      from record x, record y where x.source_key = ${one} and y.source_key = ${two}`.execute(
      tx.tables(),
    ),
  )
const groups = async () =>
  (
    await house.rows(
      "select string_agg(r.source_key, ' ' order by r.birth) as keys from record r where customer is not null group by customer order by 1",
    )
  ).map(({ keys }) => keys)
const expectTrue = async () =>
  expect(await rebuild(ports, run, { check: true })).toMatchObject({ differences: [] })

test("contradicting documents are not brought together by a phone they share, unless a person says so", async () => {
  await bring("门店", [
    ["a", "张伟", "13800138000", "11010519491231002X"],
    ["b", "张伟", "13800138000", "440308199901010012"],
  ])
  expect(await groups()).toEqual(["a", "b"])
  await decide("must", "a", "b")
  await resolveAll(ports, run)
  expect(await groups()).toEqual(["a b"])
  await expectTrue()
})

test("what people decided holds through deliveries, runs and undoing", async () => {
  const batch = await bring("网站", [
    ["c", "李娜", "13900139000", ""],
    ["d", "李娜", "13900139000", ""],
  ])
  expect(await groups()).toEqual(["a b", "c d"])
  await decide("cannot", "c", "d")
  await resolveAll(ports, run)
  expect(await groups()).toEqual(["a b", "c", "d"])
  const third = await bring("展会", [["e", "李娜", "13900139000", ""]])
  expect(await groups()).toHaveLength(3)
  await expectTrue()
  await undo(ports, batch, run)
  expect(await groups()).toEqual(["a b", "e"])
  await bring("网站", [
    ["d", "李娜", "13900139000", ""],
    ["c", "李娜", "13900139000", ""],
  ])
  await undo(ports, third, run)
  expect(await groups()).toEqual(["a b", "c", "d"])
  await expectTrue()
})
