import { expect, test } from "vitest"
import type { Journal } from "#kernel"
import type { Tx } from "#store"
import { openTestHouse, type TestDelivery, type TestHouse } from "../../test/house.ts"
import type { Run } from "./flow-ports.ts"
import { ingest } from "./ingest.ts"
import { preview } from "./preview.ts"
import { rebuild } from "./rebuild.ts"
import { undo } from "./undo.ts"

// A file that is too large to lie in memory is imported in portions, and nobody can tell afterwards.

const surnames = "赵钱孙李周吴郑王"
/** Twins stand far apart in the file, a key comes again, one row says nothing. */
const people = Array.from({ length: 60 }, (_, n) => {
  const person = n % 25
  return [
    n === 41 ? "7" : String(n),
    `${surnames[person % 8] ?? ""}${"一二三四五"[person % 5] ?? ""}`,
    `1380013${8000 + person}`,
    n % 3 === 0 ? `p${person}@example.com` : "",
  ]
})
const file: TestDelivery = {
  source: "门店",
  columns: { 编号: null, 姓名: "name", 手机: "phones", 邮箱: "emails" },
  key: "编号",
  rows: [...people.slice(0, 30), ["", "", "", ""], ...people.slice(30)],
}

/** What stands there afterwards, without versions and times: a customer may be written twice. */
async function standing(house: TestHouse) {
  return {
    customers: await house.rows(
      `select no, name, phones, emails, provenance, (select array_agg(r.source_key order by r.birth)
         from record r where r.id = any(c.members)) as members from customer c order by no`,
    ),
    records: await house.rows(
      "select source_key, birth, row_no, clean::text from record order by birth",
    ),
    versions: await house.rows("select row_no, clean::text from record_version order by row_no"),
    links: await house.rows("select pattern, millibits, count(*) as n from link group by 1, 2"),
    keys: await house.rows("select k, count(*) as n from match_key group by 1 order by 1"),
    searched: await house.rows(
      `select c.no, (select array_agg(t order by t) from unnest(s.tokens) t) as tokens
         from customer c left join customer_search s using (id) order by c.no`,
    ),
    refused: await house.rows("select row_no, code from rejection order by row_no"),
    tally: await house.rows(
      "select state, read, accepted, new, changed, same, rejected, customers, joined from batch",
    ),
  }
}

/** How it is imported in portions: what is searched by is then made at the end. */
const inPortions = { pieceSize: 5, searchLaterFrom: 0 }

async function imported(portionSize: number, how: Partial<Run> = inPortions) {
  const house = await openTestHouse()
  try {
    const { id } = await house.deliver(file)
    const { tally: foreseen } = await preview(house.ports, id, { ...house.run, portionSize })
    const { read, rejected, new: fresh } = foreseen
    await ingest(house.ports, id, { ...house.run, ...how, portionSize })
    const left = await standing(house)
    const rebuilt = await rebuild(house.ports, house.run, { check: true })
    await undo(house.ports, id, house.run)
    const undone = await house.rows("select count(*) as n from customer")
    return { left, differences: rebuilt.differences, undone, foreseen: { read, rejected, fresh } }
  } finally {
    await house.close()
  }
}

const whole = await imported(1_000, { pieceSize: 1_000 })

test.each([1, 7, 20])("in portions of %i rows it ends as in one", async (portionSize) => {
  expect(whole.left.tally).toMatchObject([{ read: 61, accepted: 60, rejected: 1, customers: 25 }])
  expect(await imported(portionSize)).toEqual(whole)
})

test.each([2, 6, 9])(
  "cut off in piece %i of its portions, it goes on and ends so too",
  async (piece) => {
    const house = await openTestHouse()
    try {
      const { id } = await house.deliver(file)
      const run = { ...house.run, ...inPortions, portionSize: 7 }
      let pieces = 0
      const journal: Journal<Tx> = {
        ...house.ports.journal,
        append: async (tx, entries) => {
          await house.ports.journal.append(tx, entries)
          pieces += 1
          if (pieces === piece) throw new Error("the power failed")
        },
      }
      await expect(ingest({ ...house.ports, journal }, id, run)).rejects.toThrow("the power failed")
      expect(await house.rows("select read = accepted + rejected as adds from batch")).toEqual([
        { adds: true },
      ])
      expect(await ingest(house.ports, id, run)).toMatchObject({ state: "done" })
      expect(await standing(house)).toEqual(whole.left)
    } finally {
      await house.close()
    }
  },
)
