import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { standings } from "#collect"
import { contract } from "#contract"
import { ingest, undo } from "#flow"
import { CustomerId, type BatchId } from "#kernel"
import type { Tx } from "#store"
import { openTestHouse, type TestHouse } from "../../test/house.ts"
import { readEvidenceTable } from "./evidence-table.ts"
import { keepHolding } from "./holding.ts"
import { readJoins } from "./joins.ts"
import { readPage } from "./page.ts"
import { readStanding } from "./status.store.ts"
import { readTimeline } from "./timeline.ts"
import { readWhy } from "./why.ts"

let house: TestHouse
const columns = {
  编号: null,
  姓名: "name",
  手机: "phones",
  邮箱: "emails",
  证件: "identity_number",
  生日: "birth_date",
  城市: "city",
}
const everything = { departments: "all" } as const

beforeAll(async () => {
  house = await openTestHouse()
  await bring("门店", [
    ["1", "张伟", "13800138000", "wei@example.com", "11010519491231002X", "1949-12-31", "北京市"],
    ["2", "王芳", "13900139000", "", "", "1980", ""],
    ["3", "李四先生", "13812345678", "", "", "", ""],
  ])
  await bring("网站", [["a", "张伟", "13800138000", "", "", "1950-01-01", "上海市"]])
  await bring("电话", [["x", "张伟", "138-0013-8000", "WEI@Example.com", "", "", ""]])
  await house.ports.store.transaction(insertFacts)
})
afterAll(() => house.close())

async function bring(source: string, rows: readonly (readonly string[])[]): Promise<BatchId> {
  const { id } = await house.deliver({ source, columns, key: "编号", rows })
  return (await ingest(house.ports, id, house.run)).id
}

const facts = 130

/** Many facts on one record, at times that tie, and a few on another of the same customer. */
async function insertFacts(tx: Tx): Promise<void> {
  const db = tx.tables<unknown>()
  await sql`select ensure_event_months('2024-01-01', '2024-06-30')`.execute(db)
  await sql`insert into load (id, source, count) select 900, id, 0 from source where name = '门店'`.execute(
    db,
  )
  await sql`insert into load (id, source, count, undone_at)
    select 901, id, 0, now() from source where name = '门店'`.execute(db)
  await sql`insert into event (record, at, key, kind, load, amount, currency)
    select r.id, timestamptz '2024-01-01 00:00:00Z' + (n / 3) * interval '1 day', 9007199254740993 + n,
      case when n % 10 = 0 then 'refund' else 'order' end, 900, case when n % 10 = 0 then -100 else 250 end, 'CNY'
    from record r, generate_series(1, ${facts}) n where r.source_key in ('1', 'a')`.execute(db)
  await sql`insert into event (record, at, key, kind, load)
    select r.id, '2024-06-01', 1, 'call', 900 from record r where r.source_key = 'x'`.execute(db)
  await sql`insert into event (record, at, key, kind, load)
    select r.id, '2024-06-02', 1, 'call', 901 from record r where r.source_key = 'x'`.execute(db)
}

function read<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return house.ports.store.read(work)
}

async function idOf(sourceKey: string): Promise<string> {
  const [row] = await house.rows(`select id from record where source_key = '${sourceKey}'`)
  return String(row?.["id"])
}

describe("the page", () => {
  test("is found by the id of any record and by the number, and says where an id leads", async () => {
    const first = await idOf("1")
    const page = await read((tx) => readPage(tx, first, everything))
    expect(page).toMatchObject({ id: first, movedTo: null, name: "张伟", version: 3 })
    const byOther = await read(async (tx) => readPage(tx, await idOf("x"), everything))
    expect(byOther).toEqual({ ...page, movedTo: first })
    expect(await read((tx) => readPage(tx, page.number, everything))).toEqual(page)
    expect(await read((tx) => readPage(tx, first.toUpperCase(), everything))).toEqual(page)
  })

  test("is what the contract promises, with what is sealed masked", async () => {
    const page = await read(async (tx) => readPage(tx, await idOf("1"), everything))
    const whole = { ...page, traits: [] }
    expect(contract.customer.read["~orpc"].outputSchema?.parse(whole)).toEqual(whole)
    expect(page.golden).toMatchObject({
      name: "张伟",
      identity_number: "1101 **** **** 002X",
      phones: ["+8613800138000"],
    })
    expect(page.members.map(({ source, events }) => [source.name, events])).toEqual([
      ["门店", facts],
      ["网站", facts],
      ["电话", 1],
    ])
    expect(page.events).toMatchObject({
      count: 2 * facts + 1,
      first: "2024-01-01T00:00:00.000Z",
      last: "2024-06-01T00:00:00.000Z",
      byKind: { order: 234, refund: 26, call: 1 },
      spent: [{ minor: 234 * 250 - 26 * 100, currency: "CNY" }],
    })
  })

  test("says where cleansing changed or doubts what became golden", async () => {
    const worried = await read(async (tx) => readPage(tx, await idOf("3"), everything))
    expect(worried.verdicts).toEqual({ name: "corrected", phones: "doubtful" })
    const calm = await read(async (tx) => readPage(tx, await idOf("2"), everything))
    expect(calm.verdicts).toEqual({})
  })

  test.each(["1-005", "0", "nobody", "c0000000-0000-8000-8000-999999999999", "' or 1=1"])(
    "of %j is unknown",
    async (asked) => {
      const failure = read((tx) => readPage(tx, asked, everything))
      await expect(failure).rejects.toMatchObject({ code: "keep/unknown-customer", facts: {} })
    },
  )

  test("of a customer of another department is unknown too", async () => {
    const asked = await idOf("1")
    const failure = read((tx) => readPage(tx, asked, { departments: [7] }))
    await expect(failure).rejects.toMatchObject({ code: "keep/unknown-customer" })
  })
})

test("a timeline in pages leaves nothing out and tells nothing twice, newest first", async () => {
  const customer = await idOf("1")
  const seen: { readonly at: string; readonly key: string; readonly record: string }[] = []
  let cursor: string | undefined
  do {
    const page = await read((tx) => readTimeline(tx, everything, { customer, cursor, limit: 7 }))
    expect(contract.customer.timeline["~orpc"].outputSchema?.parse(page)).toEqual(page)
    seen.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  expect(seen).toHaveLength(2 * facts + 1)
  expect(new Set(seen.map(({ record, at, key }) => `${record}${at}${key}`)).size).toBe(seen.length)
  const times = seen.map(({ at }) => at)
  expect(times).toEqual(times.toSorted().toReversed())
  expect(seen.at(-1)?.key.length).toBe(16)
})

test("a timeline can be of one kind, and its cursor must be its own", async () => {
  const customer = await idOf("x")
  const calls = await read((tx) =>
    readTimeline(tx, everything, { customer, kind: "call", limit: 9 }),
  )
  expect(calls.items).toMatchObject([{ kind: "call", source: "门店", amount: null, batch: 900 }])
  const cursor = Buffer.from('["2024","x","1"]').toString("base64url")
  const failure = read((tx) => readTimeline(tx, everything, { customer, cursor, limit: 9 }))
  await expect(failure).rejects.toMatchObject({ code: "keep/cursor" })
})

describe("why", () => {
  test("shows every candidate with a score that is the sum of its parts, the winner first", async () => {
    const why = await read(async (tx) => {
      const ports = { reader: everything, standings: await standings(tx) }
      return readWhy(tx, ports, { customer: await idOf("1"), field: "birth_date" })
    })
    expect(contract.customer.why["~orpc"].outputSchema?.parse(why)).toEqual(why)
    expect(new Set(why.candidates.map(({ value }) => value))).toEqual(
      new Set(["1949-12-31", "1950-01-01"]),
    )
    expect(why.candidates.map(({ won }) => won)).toEqual([true, false])
    for (const { score, parts } of why.candidates) {
      expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(score)
    }
    const page = await read(async (tx) => readPage(tx, await idOf("1"), everything))
    expect(page.golden["birth_date"]).toBe(why.candidates[0]?.value)
  })

  test("tells a sealed value by its mask and never as it was written", async () => {
    const why = await read(async (tx) => {
      const ports = { reader: everything, standings: await standings(tx) }
      return readWhy(tx, ports, { customer: await idOf("1"), field: "identity_number" })
    })
    expect(why.candidates).toMatchObject([
      { won: true, value: "1101 **** **** 002X", written: null },
    ])
  })

  test("is not asked of a field that nobody declared", async () => {
    const failure = read(async (tx) => {
      const ports = { reader: everything, standings: await standings(tx) }
      return readWhy(tx, ports, { customer: await idOf("1"), field: "nothing" })
    })
    await expect(failure).rejects.toMatchObject({
      code: "keep/unknown-field",
      facts: { field: "nothing" },
    })
  })
})

test("the table of fields and records marks each golden value once at least", async () => {
  const customer = await idOf("1")
  const table = await read((tx) => readEvidenceTable(tx, customer, everything))
  expect(contract.customer.evidence["~orpc"].outputSchema?.parse(table)).toEqual(table)
  const page = await read((tx) => readPage(tx, customer, everything))
  expect(table.members).toEqual(page.members)
  for (const { field, cells } of table.fields) {
    expect(cells).toHaveLength(table.members.length)
    const won = cells.flat().filter((cell) => cell.won)
    const golden = [page.golden[field] ?? []].flat()
    expect(new Set(won.map(({ value }) => value))).toEqual(new Set(golden))
  }
  expect(table.fields.map(({ field }) => field)).toEqual([
    "name",
    "birth_date",
    "identity_number",
    "phones",
    "emails",
    "city",
  ])
})

test("joins tell every link, and as many needed ones as hold the records together", async () => {
  const joins = await read(async (tx) => readJoins(tx, await idOf("1"), everything))
  expect(contract.customer.joins["~orpc"].outputSchema?.parse(joins)).toEqual(joins)
  expect(joins.members).toHaveLength(3)
  expect(joins.links.filter(({ used }) => used)).toHaveLength(2)
  expect(joins.links.map(({ rules }) => rules)).toContainEqual(["email-name", "phone-name"])
  const alone = await read(async (tx) => readJoins(tx, await idOf("2"), everything))
  expect([alone.members.length, alone.links]).toEqual([1, []])
})

test("the standing counts customers, their records and those that were joined", async () => {
  const hour = 3_600_000
  const standing = await read((tx) => readStanding(tx, new Date(Date.now() - hour)))
  expect(standing).toEqual({
    customers: 3,
    people: 3,
    organisations: 0,
    records: 5,
    joined: 1,
    today: { newCustomers: 3, changedCustomers: 0 },
  })
  const { today } = await read((tx) => readStanding(tx, new Date(Date.now() + hour)))
  expect(today).toEqual({ newCustomers: 0, changedCustomers: 0 })
})

test("what keep holds of a customer: golden values, records with their source, earlier rows", async () => {
  const customer = CustomerId.parse(await idOf("1"))
  const held = await read((tx) => keepHolding.describe(tx, customer))
  expect(held.map(({ what, count }) => [what, count])).toEqual([
    ["holding.keep.golden", 1],
    ["holding.keep.records", 3],
    ["holding.keep.history", 2],
  ])
  expect(JSON.stringify(held)).toContain("1101 **** **** 002X")
  expect(JSON.stringify(held)).not.toContain("11010519491231002X")
})

test("after an undo the id of a record without evidence leads to the rest of its customer", async () => {
  const batch = await bring("展会", [["e", "张伟", "13800138000", "", "", "", ""]])
  const record = await idOf("e")
  await undo(house.ports, batch, house.run)
  const page = await read((tx) => readPage(tx, record, everything))
  expect(page).toMatchObject({ id: await idOf("1"), movedTo: await idOf("1") })
  expect(page.members).toHaveLength(3)
})
