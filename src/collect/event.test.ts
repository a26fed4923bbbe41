import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { BatchId, PrincipalId, RecordId } from "#kernel"
import { openTestStore, type TestStore } from "../../test/database.ts"
import { contentKeys, eventKey } from "./event-key.ts"
import {
  closeLoad,
  ensureEventMonths,
  fileEvents,
  identityOf,
  liveEventCounts,
  openLoad,
  readKnownEvents,
  recordsOfLoad,
  undoLoad,
  type FiledEvent,
  type Load,
} from "./event.store.ts"
import { ensureSource } from "./source.store.ts"

let house: TestStore
let first: Load
let second: Load
beforeAll(async () => {
  house = await openTestStore()
})
afterAll(() => house.close())

let loads = 0
beforeEach(async () => {
  const principal = {
    id: PrincipalId.parse("0193b3a0-0000-7000-8000-000000000001"),
    actor: "owner" as const,
    permissions: [],
    departments: "all" as const,
    purpose: "test",
  }
  await house.store.transaction(async (tx) => {
    const { id: source } = await ensureSource(tx, { name: "shop", principal })
    first = { id: BatchId.parse(++loads), source }
    second = { id: BatchId.parse(++loads), source }
  })
})

let records = 0
const newRecord = () =>
  RecordId.parse(`00000000-0000-8000-8000-${String(++records).padStart(12, "0")}`)

const purchase = (record: RecordId, day: string, more: Partial<FiledEvent> = {}): FiledEvent => ({
  record,
  at: new Date(`${day}T00:00:00+08:00`),
  key: eventKey("order", day),
  kind: "order",
  amount: 1250,
  currency: "CNY",
  quantity: "2.5",
  data: { v: 1, note: "a\tb\\" },
  ...more,
})

async function file(load: Load, events: readonly FiledEvent[]): Promise<number> {
  await house.store.transaction((tx) =>
    ensureEventMonths(
      tx,
      events.map(({ at }) => at),
    ),
  )
  return house.store.transaction(async (tx) => {
    await openLoad(tx, load)
    const filed = await fileEvents(tx, { load: load.id, received: new Date() }, events)
    await closeLoad(tx, load.id)
    return filed.size
  })
}

const counts = (...of: readonly RecordId[]) =>
  house.store.read(async (tx) => {
    const live = await liveEventCounts(tx, of)
    return of.map((record) => live.get(record) ?? 0)
  })

test("an event is filed once, however often it is brought", async () => {
  const [ann, bo] = [newRecord(), newRecord()]
  const events = [
    purchase(ann, "1997-01-01"),
    purchase(bo, "1997-01-01"),
    purchase(ann, "1998-06-30"),
  ]
  expect(await file(first, [...events, ...events])).toBe(3)
  expect(await file(first, events)).toBe(0)
  expect(await file(second, events)).toBe(0)
  expect(await counts(ann, bo)).toEqual([2, 1])
})

test("what was filed is what is read", async () => {
  const ann = newRecord()
  await file(first, [purchase(ann, "2024-02-29"), purchase(ann, "1970-01-01", { amount: -5 })])
  interface Tables {
    event_view: {
      record: RecordId
      at: Date
      amount: number
      currency: string
      quantity: string
      data: unknown
      source: string
    }
  }
  const read = await house.store.read((tx) =>
    tx
      .tables<Tables>()
      .selectFrom("event_view")
      .select(["at", "amount", "currency", "quantity", "data", "source"])
      .where("record", "=", ann)
      .orderBy("at", "desc")
      .execute(),
  )
  expect(read).toEqual([
    {
      at: new Date("2024-02-28T16:00:00Z"),
      amount: 1250,
      currency: "CNY",
      quantity: "2.5",
      data: { v: 1, note: "a\tb\\" },
      source: first.source,
    },
    expect.objectContaining({ at: new Date("1969-12-31T16:00:00Z"), amount: -5 }),
  ])
})

test("undoing a load hides its events, opening it again shows them", async () => {
  const ann = newRecord()
  await file(first, [purchase(ann, "2024-01-01")])
  await file(second, [purchase(ann, "2024-01-02")])
  const now = new Date("2026-01-01T00:00:00Z")
  expect(await house.store.transaction((tx) => undoLoad(tx, first.id, now))).toBe(true)
  expect(await house.store.transaction((tx) => undoLoad(tx, first.id, now))).toBe(false)
  expect(await counts(ann)).toEqual([1])
  const page = { after: undefined, limit: 10 }
  expect(await house.store.read((tx) => recordsOfLoad(tx, first.id, page))).toEqual([ann])
  const next = { after: ann, limit: 10 }
  expect(await house.store.read((tx) => recordsOfLoad(tx, first.id, next))).toEqual([])
  await file(first, [purchase(ann, "2024-01-01")])
  expect(await counts(ann)).toEqual([2])
})

test("an event whose load was undone goes over to the load that brings it again", async () => {
  const ann = newRecord()
  await file(first, [purchase(ann, "2024-03-01")])
  await house.store.transaction((tx) => undoLoad(tx, first.id, new Date()))
  expect(await file(second, [purchase(ann, "2024-03-01")])).toBe(1)
  expect(await counts(ann)).toEqual([1])
  await house.store.transaction((tx) => undoLoad(tx, second.id, new Date()))
  expect(await counts(ann)).toEqual([0])
})

test("known events are those that are there and live", async () => {
  const [ann, bo] = [newRecord(), newRecord()]
  const there = purchase(ann, "2024-04-01")
  await file(first, [there])
  const asked = [
    there,
    purchase(ann, "2024-04-02"),
    { ...there, record: bo },
    { ...there, key: "7" },
  ]
  const known = () => house.store.read((tx) => readKnownEvents(tx, asked))
  expect(await known()).toEqual(new Set([identityOf(there)]))
  await house.store.transaction((tx) => undoLoad(tx, first.id, new Date()))
  expect(await known()).toEqual(new Set())
})

test("months outside three years from now are refused by the database", async () => {
  const far = house.store.transaction((tx) => ensureEventMonths(tx, [new Date("2099-01-01")]))
  await expect(far).rejects.toThrow("P0001")
})

test("equal contents of one load get different keys, and the same ones when they come again", () => {
  const one = contentKeys()
  const other = contentKeys()
  const keys = [one("a", "b"), one("a", "b"), one("a", "c"), one("ab", "")]
  expect(new Set(keys).size).toBe(4)
  expect([other("a", "b"), other("ab", ""), other("a", "b"), other("a", "c")]).toEqual([
    keys[0],
    keys[3],
    keys[1],
    keys[2],
  ])
  for (const key of keys) expect(BigInt.asIntN(64, BigInt(key))).toBe(BigInt(key))
})
