import { afterAll, expect, test } from "vitest"
import { contract } from "#contract"
import { readHistory, readPage, type Change } from "#keep"
import { RecordId, type BatchId } from "#kernel"
import { openTestHouse } from "../../test/house.ts"
import { edit } from "./edit.ts"
import { ingest } from "./ingest.ts"
import { join } from "./join.ts"
import { separate } from "./separate.ts"
import { undo } from "./undo.ts"

const house = await openTestHouse()
afterAll(house.close)
const { run } = house
let now = Date.UTC(2031, 0, 1)
const ports = { ...house.ports, clock: { now: () => new Date(now) } }
const everything = { departments: "all" } as const

async function bring(source: string, row: readonly string[]): Promise<BatchId> {
  now += 60_000
  const columns = { 编号: null, 姓名: "name", 手机: "phones", 城市: "city" }
  const { id } = await house.deliver({ source, columns, rows: [row], key: "编号" })
  return (await ingest(ports, id, run)).id
}

async function idOf(sourceKey: string): Promise<RecordId> {
  const [row] = await house.rows(`select id from record where source_key = '${sourceKey}'`)
  return RecordId.parse(row?.["id"])
}

const history = (customer: string, cursor?: string, limit = 50) =>
  ports.store.read((tx) => readHistory(tx, everything, { customer, cursor, limit }))
const pageAt = (customer: string, asOf: Date) =>
  ports.store.read((tx) => readPage(tx, customer, { ...everything, asOf }))
const told = ({ what, cause, batch, fields, came, went }: Change) => ({
  what,
  cause,
  batch,
  fields: fields.map(({ field, before, after }) => `${field} ${before.join()}→${after.join()}`),
  came: came.map(({ sourceKey }) => sourceKey),
  went: went.map(({ sourceKey }) => sourceKey),
})

test("tells what changed, from what to what, by which cause, the latest first", async () => {
  const first = await bring("门店", ["k1", "张伟", "13800138000", "北京市"])
  const second = await bring("门店", ["k1", "张伟", "13800138000", "上海市"])
  const other = await bring("网站", ["w1", "李娜", "13900139000", ""])
  const [k1, w1] = [await idOf("k1"), await idOf("w1")]
  now += 60_000
  await join(ports, run, { one: k1, other: w1, reason: "known", preview: false })
  now += 60_000
  await edit(ports, run, { customer: k1, field: "name", typed: { value: "张卫" } })
  now += 60_000
  const separating = { customer: k1, records: [w1], reason: "mistake", preview: false }
  await separate(ports, run, separating)
  now += 60_000
  await undo(ports, second, run)
  const { items, next } = await history(k1)
  expect(next).toBeNull()
  expect(items.map(({ at }) => at)).toEqual(
    items
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  )
  expect(items.map(told)).toMatchObject([
    { what: "changed", cause: "undo", batch: second, fields: ["city 上海市→北京市"] },
    { what: "changed", cause: "separate", batch: null, came: [], went: ["w1"] },
    { what: "changed", cause: "edit", fields: ["name 张伟→张卫"], went: [] },
    { what: "changed", cause: "join", came: ["w1"], went: [] },
    { what: "changed", cause: "import", batch: second, came: [], went: [] },
    { what: "begun", cause: "import", batch: first, came: ["k1"], went: [] },
  ])
  expect((await history(w1)).items.map(told)).toMatchObject([
    { what: "begun", cause: "separate", batch: null, came: ["w1"] },
    { what: "ended", cause: "join", batch: null, fields: [], went: ["w1"] },
    { what: "begun", cause: "import", batch: other, came: ["w1"] },
  ])
  const shown = { items: items.map((item) => ({ ...item, source: null })), next }
  expect(contract.customer.history["~orpc"].outputSchema?.parse(shown)).toEqual(shown)
})

test("in pages of any size leaves nothing out and tells nothing twice", async () => {
  for (const key of ["k1", "w1"]) {
    const id = await idOf(key)
    const { items: all } = await history(id)
    for (const limit of [1, 2, 3]) {
      const paged: Change[] = []
      let cursor: string | undefined
      do {
        const { items, next } = await history(id, cursor, limit)
        paged.push(...items)
        cursor = next ?? undefined
      } while (cursor !== undefined)
      expect(paged).toEqual(all)
    }
  }
})

test("an id that led elsewhere, or nowhere yet, does so as of then", async () => {
  const [k1, w1] = [await idOf("k1"), await idOf("w1")]
  const { items } = await history(w1)
  const [separated, joined, began] = items.map(({ at }) => new Date(at))
  if (separated === undefined || joined === undefined || began === undefined) throw new Error()
  expect(await pageAt(w1, separated)).toMatchObject({ id: w1, movedTo: null })
  expect(await pageAt(w1, joined)).toMatchObject({ id: k1, movedTo: k1, name: "张伟" })
  expect(await pageAt(w1, began)).toMatchObject({ id: w1, movedTo: null, name: "李娜" })
  const earlier = pageAt(w1, new Date(began.getTime() - 1))
  await expect(earlier).rejects.toMatchObject({ code: "keep/unknown-customer" })
})

test("goes on from a mark of its own only", async () => {
  await expect(history(await idOf("k1"), "yesterday")).rejects.toMatchObject({
    code: "keep/cursor",
  })
})
