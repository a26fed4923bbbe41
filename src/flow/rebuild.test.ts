import { sql } from "kysely"
import { afterAll, expect, test } from "vitest"
import { SourceId } from "#kernel"
import { openTestHouse } from "../../test/house.ts"
import { changeSource } from "./change-source.ts"
import { ingest } from "./ingest.ts"
import { rebuild } from "./rebuild.ts"

const house = await openTestHouse()
afterAll(house.close)
const { ports, run } = house

const columns = { 编号: null, 姓名: "name", 手机: "phones", 头衔: "title" }
const bring = async (source: string, rows: readonly (readonly string[])[]) => {
  const { id } = await house.deliver({ source, columns, rows, key: "编号" })
  await ingest(ports, id, run)
}
const spoil = (statement: string) =>
  ports.store.transaction((tx) => sql`${sql.raw(statement)}`.execute(tx.tables()))
const check = async () => {
  const { differences } = await rebuild(ports, run, { check: true })
  return [...new Set(differences.map(({ table, column }) => `${table} ${column}`))].toSorted()
}
const golden = () =>
  house.rows("select to_jsonb(c) - 'version' - 'updated' as row from customer c order by id")

await bring("门店", [
  ["1", "张伟", "13800138001", "经理"],
  ["2", "李娜", "13800138002", ""],
  ["3", "王芳", "13800138003", ""],
])
await bring("网站", [
  ["a", "张伟", "13800138001", "总监"],
  ["b", "李娜", "13800138002", ""],
])
const asImported = await golden()

test.each([
  ["a golden value", "update customer set title = '董事' where name = '张伟'", ["customer title"]],
  ["a lost row", "delete from customer where name = '王芳'", ["customer id"]],
  [
    "a row of nobody",
    "insert into customer (id, no, kind, version, updated, members, sources, departments) values (gen_random_uuid(), 99, 'person', 1, now(), '{}', '{}', '{0}')",
    ["customer id"],
  ],
  [
    "a wrong membership",
    "update record set customer = (select id from customer where name = '王芳') where source_key = 'b'",
    ["record customer"],
  ],
  [
    "a membership in a customer of its own",
    "update record set customer = id where source_key = 'b'",
    ["record customer"],
  ],
])("%s that went wrong is found, told and mended", async (_, statement, told) => {
  await spoil(statement)
  expect(await check()).toEqual(told)
  await rebuild(ports, run, { check: false })
  expect(await check()).toEqual([])
  expect(await golden()).toEqual(asImported)
})

test("a source that is trusted more wins at once, and nothing is out of step", async () => {
  expect(await house.rows("select title from customer where name = '张伟'")).toEqual([
    { title: "经理" },
  ])
  const [{ id } = { id: "" }] = await house.rows("select id from source where name = '网站'")
  const source = SourceId.parse(id)
  await changeSource(ports, run, { source, changes: { trust: 0.9 } })
  expect(await house.rows("select title, version from customer where name = '张伟'")).toMatchObject(
    [{ title: "总监" }],
  )
  expect(await check()).toEqual([])
})
