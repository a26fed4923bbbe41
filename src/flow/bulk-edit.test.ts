import { afterAll, beforeAll, expect, test } from "vitest"
import { queryTokens } from "#cleanse"
import { readBulkEdit, type Asker } from "#keep"
import { PrincipalId } from "#kernel"
import { openTestHouse, type TestHouse } from "../../test/house.ts"
import { beginTagging, undoBulkEdit, workOnBulkEdit } from "./bulk-edit.ts"
import { edit } from "./edit.ts"
import { ingest } from "./ingest.ts"
import { rebuild } from "./rebuild.ts"

let house: TestHouse
let asker: Asker
beforeAll(async () => {
  house = await openTestHouse()
  const index = (label: string, text: string) => house.ports.sealer.blindIndex(label, text)
  asker = { principal: house.run.principal, index, tokens: queryTokens, traits: [] }
  const batch = await house.deliver({
    source: "门店",
    columns: { 编号: null, 姓名: "name", 城市: "city", 标签: "tags" },
    key: "编号",
    rows: Array.from({ length: 60 }, (_none, at) => [
      String(at),
      `张${String.fromCodePoint(0x4e00 + at)}`,
      at % 2 === 0 ? "福州市" : "厦门市",
      at < 4 ? "老客户" : "",
    ]),
  })
  await ingest(house.ports, batch.id, house.run)
})
afterAll(() => house.close())

const inFuzhou = { is: "compare", field: "city", by: "=", value: "福州市" } as const

function tagsOf() {
  return house.rows("select id::text, city, tags, version from customer order by id")
}
const tagged = async (tag: string) =>
  (await tagsOf()).filter(({ tags }) => Array.isArray(tags) && tags.includes(tag))

async function done(tag: string, removes = false) {
  const asked = { question: inFuzhou }
  const { id } = await beginTagging(house.ports, asker, { tag, removes, asked })
  await workOnBulkEdit(house.ports, id, house.run)
  return house.ports.store.read((tx) => readBulkEdit(tx, id))
}

async function undone(id: number) {
  await undoBulkEdit(house.ports, house.run, id)
  await workOnBulkEdit(house.ports, id, house.run)
  return house.ports.store.read((tx) => readBulkEdit(tx, id))
}

const golden = async () => (await tagsOf()).map(({ id, tags }) => ({ id, tags }))

test("a tag is given to those who answer, as evidence, and taken back as one", async () => {
  const before = await golden()
  const edited = await done("VIP")
  expect(edited).toMatchObject({ state: "done", total: 30, done: 30, changed: 30 })
  expect((await tagged("VIP")).map(({ city }) => city)).toEqual(Array(30).fill("福州市"))
  expect((await rebuild(house.ports, house.run, { check: true })).differences).toEqual([])
  expect(await undone(edited.id)).toMatchObject({ state: "undone", undone: 30 })
  expect(await golden()).toEqual(before)
  expect((await rebuild(house.ports, house.run, { check: true })).differences).toEqual([])
})

test("a tag that a source brought is taken away, and comes back with undo; who had none is the same", async () => {
  const edited = await done("老客户", true)
  expect(edited).toMatchObject({ done: 30 })
  expect((await tagged("老客户")).map(({ city }) => city)).toEqual(["厦门市", "厦门市"])
  await undone(edited.id)
  expect(await tagged("老客户")).toHaveLength(4)
})

test("undo leaves what people typed since", async () => {
  const edited = await done("大客户")
  const [one] = await tagged("大客户")
  const typing = { customer: String(one?.["id"]), field: "tags", typed: { value: "难缠" } } as const
  await edit(house.ports, house.run, typing)
  await undone(edited.id)
  expect(await tagged("大客户")).toEqual([])
  expect(await tagged("难缠")).toHaveLength(1)
})

test("cut off in the middle it goes on with those who are left, each once; undone in the middle, too", async () => {
  const asked = { question: inFuzhou }
  const { id } = await beginTagging(house.ports, asker, { tag: "半路", removes: false, asked })
  const stop = new AbortController()
  const { audit } = house.ports
  let edits = 0
  const ports = {
    ...house.ports,
    audit: {
      write: async (...entry: Parameters<typeof audit.write>) => {
        edits += 1
        if (edits === 25) stop.abort()
        await audit.write(...entry)
      },
    },
  }
  await workOnBulkEdit(ports, id, { ...house.run, signal: stop.signal })
  expect(await tagged("半路")).toHaveLength(25)
  await workOnBulkEdit(ports, id, house.run)
  expect(edits).toBe(30)
  expect(await tagged("半路")).toHaveLength(30)
  await undone(id)
  expect(await tagged("半路")).toEqual([])
})

test("what fails says so and leaves the portion as it was", async () => {
  const asked = { question: inFuzhou }
  const { id } = await beginTagging(house.ports, asker, { tag: "坏", removes: false, asked })
  const broken = {
    ...house.ports,
    audit: { write: () => Promise.reject(new Error("the database is gone")) },
  }
  await expect(workOnBulkEdit(broken, id, house.run)).rejects.toThrow("the database is gone")
  expect(await tagged("坏")).toEqual([])
  const failed = await house.ports.store.read((tx) => readBulkEdit(tx, id))
  expect(failed).toMatchObject({ state: "running", done: 0, failure: "server/unexpected" })
  await undone(id)
})

test("what is no tag is refused before anybody is touched", async () => {
  const asked = { question: inFuzhou }
  await expect(
    beginTagging(house.ports, asker, { tag: "\u0000", removes: false, asked }),
  ).rejects.toMatchObject({ code: "flow/unreadable-value" })
})

test("another's edit of many cannot be undone", async () => {
  const edited = await done("我的")
  const id = PrincipalId.parse("0193b3a0-0000-7000-8000-000000000009")
  await expect(
    undoBulkEdit(house.ports, { principal: { ...house.run.principal, id } }, edited.id),
  ).rejects.toMatchObject({ code: "keep/unknown-bulk-edit" })
})
