import { expect, test } from "vitest"
import { journal } from "#store"
import { openTestHouse, type TestDelivery, type TestHouse } from "../../test/house.ts"
import { cancelBatch, pauseBatch } from "./cancel.ts"
import type { FlowPorts } from "./flow-ports.ts"
import { ingest } from "./ingest.ts"
import { rebuild } from "./rebuild.ts"
import { undo } from "./undo.ts"

const people = Array.from({ length: 40 }, (_, n) => {
  const twin = n % 8 === 7 ? n - 1 : n
  return [
    String(n),
    `张${"一二三四五六七八"[n % 8] ?? ""}`,
    `1380013${8000 + twin}`,
    `p${twin}@example.com`,
  ]
})
const file: TestDelivery = {
  source: "门店",
  columns: { 编号: null, 姓名: "name", 手机: "phones", 邮箱: "emails" },
  key: "编号",
  rows: [...people, ["3", "张改", "13800138003", ""], ["3", "张改", "13800138003", ""]],
}

async function inHouse(work: (house: TestHouse) => Promise<void>): Promise<void> {
  const house = await openTestHouse()
  try {
    await work(house)
  } finally {
    await house.close()
  }
}

/** The tables without what differs between any two databases: ids and times. */
async function tables(house: TestHouse) {
  return {
    customers: await house.rows(
      `select no, name, phones, emails, version, provenance, (select array_agg(r.source_key order by r.birth)
         from record r where r.id = any(c.members)) as members from customer c order by no`,
    ),
    records: await house.rows(
      "select source_key, birth, row_no, clean::text from record order by birth",
    ),
    versions: await house.rows("select row_no, clean::text from record_version order by row_no"),
    chunks: await house.rows("select chunk, customers from batch_chunk order by chunk"),
    plan: await house.rows("select chunk, data from batch_plan order by chunk"),
    tally: await house.rows(
      "select state, read, accepted, new, changed, same, rejected, customers, joined from batch",
    ),
    history: await house.rows("select count(*) as n from customer_history"),
    told: await house.rows("select sum(cardinality(ids)) as n from outbox"),
  }
}

const pieceSize = 6

/** The house whose power fails when a piece is all but written. */
function breakingAt(ports: FlowPorts, piece: number): FlowPorts {
  let pieces = 0
  return {
    ...ports,
    journal: {
      ...journal,
      append: async (tx, entries) => {
        await journal.append(tx, entries)
        pieces += 1
        if (pieces === piece) throw new Error("the power failed")
      },
    },
  }
}

async function undisturbed() {
  const house = await openTestHouse()
  const { id } = await house.deliver(file)
  await ingest(house.ports, id, { ...house.run, pieceSize })
  const left = await tables(house)
  await house.close()
  return left
}
const goal = await undisturbed()

test.each([1, 3, 7])(
  "cut off in piece %i, it goes on and ends as if nothing had happened",
  (piece) =>
    inHouse(async (house) => {
      const { id } = await house.deliver(file)
      const run = { ...house.run, pieceSize }
      await expect(ingest(breakingAt(house.ports, piece), id, run)).rejects.toThrow(
        "the power failed",
      )
      expect(
        await house.rows("select state, read = accepted + rejected as adds from batch"),
      ).toEqual([{ state: "failed", adds: true }])
      // Two pieces are under way at once; what is kept is a beginning of the plan.
      const kept = (await house.rows("select chunk from batch_chunk order by chunk")).length
      expect(kept).toBeLessThanOrEqual(piece)
      expect(await house.rows("select max(chunk) as last from batch_chunk")).toEqual([
        { last: kept === 0 ? null : kept - 1 },
      ])
      expect(await ingest(house.ports, id, run)).toMatchObject({ state: "done", failure: null })
      expect(await tables(house)).toEqual(goal)
    }),
)

test("cut off, then another delivery of the same people, then the rest: the later delivery counts", () =>
  inHouse(async (house) => {
    const run = { ...house.run, pieceSize }
    const { id } = await house.deliver(file)
    const later = await house.deliver({
      ...file,
      rows: people.map(([key, , phone]) => [key ?? "", "李新", phone ?? "", ""]),
    })
    await expect(ingest(breakingAt(house.ports, 3), id, run)).rejects.toThrow("the power failed")
    await ingest(house.ports, later.id, run)
    const { tally } = await ingest(house.ports, id, run)
    expect(tally).toMatchObject({ read: 42, accepted: 42 })
    expect(await house.rows("select distinct name from customer")).toEqual([{ name: "李新" }])
    expect(await rebuild(house.ports, house.run, { check: true })).toMatchObject({
      differences: [],
    })
    await undo(house.ports, later.id, house.run)
    expect(await house.rows("select count(*) as n from record where customer is not null")).toEqual(
      [{ n: 40 }],
    )
    expect(await rebuild(house.ports, house.run, { check: true })).toMatchObject({
      differences: [],
    })
  }))

test("paused by a signal, it rests with whole pieces and goes on when told", () =>
  inHouse(async (house) => {
    const { id } = await house.deliver(file)
    const pausing = new AbortController()
    const ports = {
      ...house.ports,
      journal: {
        ...journal,
        append: async (...given: Parameters<typeof journal.append>) => {
          await journal.append(...given)
          pausing.abort("pause")
        },
      },
    }
    const run = { ...house.run, pieceSize, signal: pausing.signal }
    const paused = await ingest(ports, id, run)
    expect(paused).toMatchObject({ state: "paused" })
    expect(paused.tally.accepted).toBeGreaterThan(0)
    expect(paused.tally.accepted).toBeLessThan(42)
    expect(await ingest(house.ports, id, { ...house.run, pieceSize })).toMatchObject({
      state: "done",
    })
    expect(await tables(house)).toEqual(goal)
  }))

test("paused by anyone, the program that imports it notices", () =>
  inHouse(async (house) => {
    const { id } = await house.deliver(file)
    let told = false
    let seconds = 0
    const ports: FlowPorts = {
      ...house.ports,
      clock: { now: () => new Date(Date.now() + 1000 * (seconds += 1)) },
      journal: {
        ...journal,
        append: async (tx, entries) => {
          await journal.append(tx, entries)
          if (told) return
          told = true
          queueMicrotask(() => void pauseBatch(house.ports, id, house.run))
        },
      },
    }
    expect(await ingest(ports, id, { ...house.run, pieceSize })).toMatchObject({ state: "paused" })
    expect(await ingest(house.ports, id, { ...house.run, pieceSize })).toMatchObject({
      state: "done",
    })
    expect(await tables(house)).toEqual(goal)
  }))

test("cancelled in the middle, what was written is taken back and the rows stay as they came", () =>
  inHouse(async (house) => {
    const { id } = await house.deliver(file)
    const cancelling = new AbortController()
    const ports = {
      ...house.ports,
      journal: {
        ...journal,
        append: async (...given: Parameters<typeof journal.append>) => {
          await journal.append(...given)
          cancelling.abort("cancel")
        },
      },
    }
    const run = { ...house.run, pieceSize, signal: cancelling.signal }
    expect(await ingest(ports, id, run)).toMatchObject({ state: "cancelled" })
    expect(await house.rows("select count(*) as n from customer")).toEqual([{ n: 0 }])
    expect(await house.rows("select count(*) as n from match_key")).toEqual([{ n: 0 }])
    expect(await house.rows("select sum(row_count) as n from raw_chunk")).toEqual([{ n: 42 }])
    expect(await cancelBatch(house.ports, id, house.run)).toMatchObject({ state: "cancelled" })
    await expect(ingest(house.ports, id, run)).rejects.toMatchObject({ code: "flow/batch-state" })
  }))

test("two imports at once wait for each other, and nobody is there twice", () =>
  inHouse(async (house) => {
    const one = await house.deliver(file)
    const two = await house.deliver(file)
    const run = { ...house.run, pieceSize }
    const both = await Promise.all([
      ingest(house.ports, one.id, run),
      ingest(house.ports, two.id, run),
    ])
    expect(both.map(({ state }) => state)).toEqual(["done", "done"])
    expect(await house.rows("select count(*) as n from record")).toEqual([{ n: 40 }])
    expect(await rebuild(house.ports, house.run, { check: true })).toMatchObject({
      differences: [],
    })
  }))

test("an undo that is cut off goes on", () =>
  inHouse(async (house) => {
    const { id } = await house.deliver(file)
    await ingest(house.ports, id, house.run)
    const run = { ...house.run, pieceSize }
    await expect(undo(breakingAt(house.ports, 2), id, run)).rejects.toThrow("the power failed")
    expect(await rebuild(house.ports, house.run, { check: true })).toMatchObject({
      differences: [],
    })
    expect(await undo(house.ports, id, run)).toMatchObject({ state: "undone" })
    expect(await house.rows("select count(*) as n from customer")).toEqual([{ n: 0 }])
  }))
