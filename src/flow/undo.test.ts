import * as fc from "fast-check"
import { expect, test } from "vitest"
import type { BatchId } from "#kernel"
import { keyLinks, readLinks, type Link } from "#resolve"
import { matchKeys } from "#cleanse"
import { openTestHouse, type TestDelivery, type TestHouse } from "../../test/house.ts"
import { evidence, readUndoneCustomers } from "#keep"
import { edit } from "./edit.ts"
import { ingest } from "./ingest.ts"
import { rebuild } from "./rebuild.ts"
import { resolveAll } from "./resolve-all.ts"
import { undo } from "./undo.ts"
import { tellUndo } from "./undo-account.ts"
import { everybody } from "./whole-base.ts"

const columns = {
  编号: null,
  姓名: "name",
  手机: "phones",
  邮箱: "emails",
  身份证: "identity_number",
  头衔: "title",
}
const delivery = (source: string, rows: readonly (readonly string[])[]): TestDelivery => ({
  source,
  columns,
  key: "编号",
  rows,
})

const phone = (n: number) => `1380013800${n}`
const mail = (n: number) => `p${n}@example.com`
const documents = ["11010519491231002X", "440308199901010012"]

async function inHouse(work: (house: TestHouse) => Promise<void>): Promise<void> {
  const house = await openTestHouse()
  try {
    await work(house)
  } finally {
    await house.close()
  }
}

async function bring(house: TestHouse, given: TestDelivery, pieceSize = 2): Promise<BatchId> {
  const { id } = await house.deliver(given)
  const { state } = await ingest(house.ports, id, { ...house.run, pieceSize })
  expect(state).toBe("done")
  return id
}

/** Everything that undo promises to bring back; ids, births and ciphertexts included. */
async function tables(house: TestHouse) {
  return {
    records: await house.rows("select * from record where customer is not null order by id"),
    customers: await house.rows(
      "select to_jsonb(c) - 'version' - 'updated' as row from customer c order by id",
    ),
    versions: await house.rows("select * from record_version order by record, batch, row_no"),
    links: await house.rows("select a, b, kind, pattern, millibits from link order by a, b"),
    keys: await house.rows("select * from match_key order by k, record"),
    words: await house.rows(
      "select id, (select array_agg(t order by t) from unnest(tokens) t) as tokens from customer_search order by id",
    ),
  }
}

function told(links: readonly Link[]): readonly string[] {
  return links.map(({ a, b, pattern }) => `${a} ${b} ${pattern}`).toSorted()
}

/** The tables say what live evidence makes of them: links, keys, memberships, golden values. */
async function expectTrue(house: TestHouse): Promise<void> {
  expect(await rebuild(house.ports, house.run, { check: true })).toMatchObject({ differences: [] })
  const { records, links } = await house.ports.store.read(async (tx) => {
    const ids = [...(await everybody(tx)).pieces(1)].flat()
    return { records: await evidence.current(tx, ids), links: await readLinks(tx, ids) }
  })
  const keyed = records.map((one) => ({ ...one, keys: matchKeys(one.subject, one.clean) }))
  expect(told(links)).toEqual(told(keyLinks(keyed)))
  expect(await house.rows("select count(*) as n from match_key")).toEqual([
    { n: keyed.reduce((sum, { keys }) => sum + new Set(keys).size, 0) },
  ])
}

const first = delivery("门店", [
  ["1", "张伟", phone(1), "", "", "经理"],
  ["2", "李娜", phone(2), mail(2), "", ""],
])
const second = delivery("网站", [
  ["a", "张伟", phone(1), mail(1), "", ""],
  ["b", "李娜", "", mail(2), "", "主任"],
])
const third = delivery("门店", [
  ["1", "张伟", phone(9), mail(1), "", "总监"],
  ["3", "王芳", phone(3), "", "", ""],
])

test("what is imported and undone leaves the tables as they were, to the byte", () =>
  inHouse(async (house) => {
    await bring(house, first)
    await bring(house, second)
    const before = await tables(house)
    const batch = await bring(house, third)
    expect(await tables(house)).not.toEqual(before)
    const undone = await undo(house.ports, batch, house.run)
    expect(undone).toMatchObject({ state: "undone", undoneBy: house.run.principal.id })
    expect(await tables(house)).toEqual(before)
    await expectTrue(house)
  }))

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const

test.each(orders)("three overlapping batches are undone in the order %i %i %i", (...order) =>
  inHouse(async (house) => {
    const batches = []
    for (const given of [first, second, third]) batches.push(await bring(house, given))
    for (const at of order) {
      const batch = batches[at]
      if (batch !== undefined) await undo(house.ports, batch, { ...house.run, pieceSize: 1 })
      await expectTrue(house)
    }
    const left = await tables(house)
    expect(left).toEqual({
      records: [],
      customers: [],
      versions: [],
      links: [],
      keys: [],
      words: [],
    })
    expect(await house.rows("select count(*) as n from record")).toEqual([{ n: 5 }])
  }),
)

test("an id whose record lost its evidence leads to the rest of its customer", () =>
  inHouse(async (house) => {
    const batch = await bring(house, first)
    await bring(house, second)
    const [oldest] = await house.rows("select id from customer where no = 1")
    await undo(house.ports, batch, house.run)
    const [left] = await house.rows(
      `select r.customer, r.last_customer, c.name from record r join customer c on c.id = r.last_customer where r.id = '${String(oldest?.["id"])}'`,
    )
    expect(left).toMatchObject({ customer: null, name: "张伟" })
  }))

test("a new delivery revives a record with its old birth", () =>
  inHouse(async (house) => {
    const batch = await bring(house, first)
    await undo(house.ports, batch, house.run)
    const again = await bring(house, first)
    expect(await house.rows(`select new, changed, same from batch where id = ${again}`)).toEqual([
      { new: 2, changed: 0, same: 0 },
    ])
    expect(await house.rows("select no from customer order by no")).toEqual([{ no: 1 }, { no: 2 }])
    await expectTrue(house)
  }))

test("undoing twice is undoing once, and what was never done cannot be undone", () =>
  inHouse(async (house) => {
    const batch = await bring(house, first)
    await undo(house.ports, batch, house.run)
    const audits = await house.rows("select count(*) as n from audit")
    expect(await undo(house.ports, batch, house.run)).toMatchObject({ state: "undone" })
    expect(await house.rows("select count(*) as n from audit")).toEqual(audits)
    const { id } = await house.deliver(second)
    await expect(undo(house.ports, id, house.run)).rejects.toMatchObject({
      code: "flow/batch-state",
    })
  }))

const cell = fc.record({
  key: fc.constantFrom("1", "2", "3", "4", ""),
  name: fc.constantFrom("张伟", "李娜", ""),
  phone: fc.constantFrom("", phone(1), phone(2)),
  mail: fc.constantFrom("", mail(1), mail(2)),
  document: fc.constantFrom("", "", "", ...documents),
  title: fc.constantFrom("", "经理", "主任"),
})
const file = fc.record({
  source: fc.constantFrom("甲", "乙", "丙"),
  rows: fc.array(cell, { minLength: 1, maxLength: 8 }),
})
const step = fc.oneof(
  { weight: 3, arbitrary: file.map((given) => ({ ...given, is: "import" as const })) },
  { weight: 2, arbitrary: fc.nat().map((which) => ({ which, is: "undo" as const })) },
  { weight: 1, arbitrary: fc.constant({ is: "resolve" as const }) },
)

test("whatever is imported and undone, the tables say what is left, as if made anew", () =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), (steps) =>
      inHouse(async (house) => {
        const done: BatchId[] = []
        for (const one of steps) {
          if (one.is === "resolve") await resolveAll(house.ports, house.run)
          if (one.is === "import") {
            const rows = one.rows.map((r) => [r.key, r.name, r.phone, r.mail, r.document, r.title])
            done.push(await bring(house, delivery(one.source, rows)))
          }
          const [batch] = one.is === "undo" ? done.splice(one.which % (done.length || 1), 1) : []
          if (batch !== undefined) await undo(house.ports, batch, { ...house.run, pieceSize: 2 })
          await expectTrue(house)
        }
        const [off] = await house.rows(
          "select count(*) as n from batch where read <> accepted + rejected",
        )
        expect(off).toEqual({ n: 0 })
        const tallied = await house.rows(
          `select b.id from batch b where state = 'done' and accepted <> (select count(*) from record r where r.batch = b.id and customer is not null) + (select count(*) from record_version v where v.batch = b.id)`,
        )
        expect(tallied).toEqual([])
      }),
    ),
    { numRuns: 12 },
  ))

test("an undo says what it kept and why: who said it before, who says it since, what people did", () =>
  inHouse(async (house) => {
    const { store } = house.ports
    const early = await bring(house, first)
    const batch = await bring(house, third)
    const late = await bring(house, delivery("门店", [["3", "王芳", phone(4), "", "", ""]]))
    const foreseen = await tellUndo(store, batch)
    expect(foreseen).toMatchObject({
      alone: 0,
      back: [{ batch: early, source: "门店", records: 1 }],
      later: [{ batch: late, source: "门店", records: 1 }],
      customers: null,
    })
    const [customer] = await house.rows("select id from customer where name = '张伟'")
    const edited = { customer: String(customer?.["id"]), field: "city", typed: { value: "杭州市" } }
    await edit(house.ports, house.run, edited)
    await undo(house.ports, batch, house.run)
    const account = await tellUndo(store, batch)
    expect(account).toMatchObject({ typed: 1, decisions: 0, customers: { gone: 0, changed: 1 } })
    const { items, next } = await store.read((tx) => readUndoneCustomers(tx, batch, { limit: 50 }))
    expect(next).toBe(null)
    expect(items).toMatchObject([{ name: "张伟", gone: false }])
    const phones = items[0]?.values.find(({ field }) => field === "phones")
    expect(phones).toMatchObject({
      from: ["+8613800138009"],
      to: ["+8613800138001"],
      by: { source: "门店", batch: early },
    })
    await undo(house.ports, late, house.run)
    const gone = await store.read((tx) => readUndoneCustomers(tx, late, { limit: 50 }))
    expect(gone.items).toMatchObject([
      { name: "王芳", gone: true, values: [{ to: [], by: null }, {}] },
    ])
    expect(await tellUndo(store, late)).toMatchObject({ customers: { gone: 1, changed: 0 } })
    expect(await tellUndo(store, batch)).toEqual(account)
  }))
