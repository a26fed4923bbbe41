import * as fc from "fast-check"
import { sql } from "kysely"
import { afterEach, beforeEach, expect, test } from "vitest"
import { PrincipalId, type Question } from "#kernel"
import { countCustomers, type Asker } from "#keep"
import type { MirrorReading, Tx } from "#store"
import { openTestStore, type TestStore } from "../../test/database.ts"
import { openTestMirror } from "../../test/mirror.ts"
import { readComposition } from "./read-composition.ts"
import { readTrends } from "./read-trends.ts"
import { beginnings, steps } from "./trends.ts"

let open: TestStore
beforeEach(async () => {
  open = await openTestStore()
})
afterEach(() => open.close())

const asker: Asker = {
  principal: {
    id: PrincipalId.parse("0193b3a0-0000-7000-8000-000000000001"),
    actor: "owner",
    permissions: [],
    departments: "all",
    purpose: "test",
  },
  index: (label, text) => label + text,
  tokens: () => [],
  traits: [],
}
const asking = () => ({
  store: open.store,
  asker,
  clock: { now: () => new Date("2026-11-28T17:00:00Z") },
  dayOf: (instant: Date) => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10),
})
const zones = ["Asia/Shanghai", "America/New_York"] as const
const sourceIds = [
  "5f0c1d2e-3b4a-8c5d-9e6f-000000000001",
  "5f0c1d2e-3b4a-8c5d-9e6f-000000000002",
] as const

interface Known {
  readonly kind: "person" | "organisation"
  readonly sex: string | null
  readonly birth: string | null
  readonly city: string | null
  readonly sources: readonly number[]
  readonly received: string
  readonly orders: readonly string[]
}

const instant = fc.constantFrom(
  "2024-01-31T15:59:59.000Z",
  "2024-01-31T16:00:00.000Z",
  "2024-02-01T05:00:00.000Z",
  "2024-03-11T01:00:00.000Z",
  "2024-12-30T12:00:00.000Z",
)
const person = fc.record({
  kind: fc.constant("person" as const),
  sex: fc.constantFrom("male", "female", null),
  birth: fc.constantFrom("1980", "1981", "1981-11", "1981-11-29", "2001-02-28", "2027-01-01", null),
  city: fc.constantFrom("福州市", "厦门市", "Springfield", null),
  sources: fc.constantFrom([1], [2], [1, 2]),
  received: instant,
  orders: fc.uniqueArray(instant, { maxLength: 2 }),
})
const organisation = person.map((one): Known => ({
  ...one,
  kind: "organisation",
  sex: null,
  birth: null,
}))
const anyone: fc.Arbitrary<Known> = fc.oneof({ weight: 3, arbitrary: person }, organisation)

async function openSources(tx: Tx): Promise<void> {
  const db = tx.tables<unknown>()
  for (const [at, id] of sourceIds.entries()) {
    await sql`insert into source (id, name, kind, zone, created_by)
      values (${id}, ${id}, 'file', ${zones[at]}, ${id})`.execute(db)
    await sql`insert into load (id, source, count) values (${at + 1}, ${id}, 0)`.execute(db)
  }
  await sql`select ensure_event_months('2024-01-01', '2024-12-31')`.execute(db)
}

async function write(tx: Tx, all: readonly Known[]): Promise<void> {
  const db = tx.tables<unknown>()
  for (const table of ["event", "record", "customer"])
    await sql`delete from ${sql.table(table)}`.execute(db)
  for (const [at, { kind, sex, birth, city, sources, received, orders }] of all.entries()) {
    const id = `c0000000-0000-8000-8000-${String(at).padStart(12, "0")}`
    const [source = 1] = sources
    await sql`insert into customer (id, no, kind, version, updated, members, sources, departments,
        sex, birth_date, city)
      values (${id}, ${at + 1}, ${kind}, 1, ${received}, ${[id]}::uuid[], ${sources}::integer[], '{0}',
        ${sex}, ${birth}, ${city})`.execute(db)
    await sql`insert into record (id, customer, subject, birth, source, source_key, batch, row_no,
        content_hash, observed, received, clean)
      values (${id}, ${id}, ${kind}, ${at + 1}, ${source}, ${id}, 1, ${at}, '\\x00', now(),
        ${received}, '{}')`.execute(db)
    for (const when of orders)
      await sql`insert into event (record, at, key, kind, load)
        values (${id}, ${when}, 1, 'order', ${source})`.execute(db)
  }
}

interface Counted {
  readonly customers: number
  readonly question: Question
}

/** What places say and what their questions find; the same twice in a right answer. */
async function toldAndFound(tx: Tx, places: readonly Counted[], asOf?: Date) {
  const found: number[] = []
  for (const { question } of places) found.push(await countCustomers(tx, asker, { question, asOf }))
  return { told: places.map(({ customers }) => customers), found }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}

test("every count adds up, and its question finds as many customers as it says", async () => {
  await open.store.transaction(openSources)
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyone, { maxLength: 12 }),
      fc.constantFrom("kind", "age", "source", "sex", "city"),
      fc.constantFrom(
        undefined,
        new Date("2024-01-31T15:59:59.999Z"),
        new Date("2024-02-29T15:59:59.999Z"),
      ),
      async (all, by, asOf) => {
        await open.store.transaction((tx) => write(tx, all))
        const answer = await readComposition(asking(), { by, asOf })
        await open.store.read(async (tx) => {
          const { groups, others, unsure, unknown, outside } = answer
          const places = [...groups, ...(others === null ? [] : [others]), unsure, unknown, outside]
          const { told, found } = await toldAndFound(tx, places, asOf)
          expect(told).toEqual(found)
          expect(sum(told)).toBe(answer.customers)
        })
      },
    ),
    { numRuns: 25 },
  )
})

test("new customers add up, whichever beginning and step; gaps are there too", async () => {
  await open.store.transaction(openSources)
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyone, { maxLength: 8 }),
      fc.constantFrom(...beginnings),
      fc.constantFrom(...steps),
      async (all, beginning, step) => {
        await open.store.transaction((tx) => write(tx, all))
        const answer = await readTrends(asking(), { beginning, step })
        await open.store.read(async (tx) => {
          const { told, found } = await toldAndFound(tx, [...answer.periods, answer.never])
          expect(told).toEqual(found)
          expect(sum(told)).toBe(all.length)
        })
      },
    ),
    { numRuns: 12 },
  )
})

const one: Known = {
  kind: "person",
  sex: "female",
  birth: "1990-05-17",
  city: null,
  sources: [1],
  received: "2024-01-31T16:00:00.000Z",
  orders: [],
}

test("ages are told by sex; a year alone counts only where it is sure", async () => {
  await open.store.transaction(openSources)
  const unsure = { ...one, birth: "1991" }
  const all = [
    one,
    unsure,
    { ...one, sex: null },
    { ...one, birth: "1990" },
    { ...one, birth: null },
  ]
  await open.store.transaction((tx) => write(tx, all))
  const answer = await readComposition(asking(), { by: "age" })
  expect(answer.asOf).toBe("2026-11-29")
  expect(answer.groups.at(-1)).toMatchObject({
    value: "35",
    customers: 3,
    bySex: { male: 0, female: 2, unknown: 1 },
  })
  expect(answer).toMatchObject({ unsure: { customers: 1 }, unknown: { customers: 1 } })
})

test("a month begins by the calendar of the source, and an older version is the arrival", async () => {
  await open.store.transaction(openSources)
  const other = { ...one, sources: [2], received: "2024-02-01T04:00:00.000Z" }
  await open.store.transaction(async (tx) => {
    await write(tx, [one, other, { ...one, received: "2024-04-05T00:00:00.000Z" }])
    await sql`insert into record_version (record, batch, row_no, content_hash, observed, received, clean)
      values ('c0000000-0000-8000-8000-000000000002', 0, 1, '\\x00', now(), '2024-01-05', '{}')`.execute(
      tx.tables<unknown>(),
    )
  })
  const { periods } = await readTrends(asking(), { beginning: "arrival", step: "month" })
  expect(periods.map(({ from, customers }) => [from, customers])).toEqual([
    ["2024-01-01", 2],
    ["2024-02-01", 1],
  ])
})

test("what would only name everyone is not counted", async () => {
  await expect(readComposition(asking(), { by: "name" })).rejects.toMatchObject({
    code: "analyse/not-countable",
  })
})

test("the mirror counts the same, whatever is counted and of whom", async () => {
  await open.store.transaction(openSources)
  const all = fc.sample(anyone, { numRuns: 80, seed: 20_241_128 })
  await open.store.transaction((tx) => write(tx, all))
  const { mirror, close } = openTestMirror(open.store)
  await mirror.rebuild()
  // Whoever asks is answered by the mirror, or fails.
  const mirrored = {
    ...asking(),
    mirror: {
      inStep: async <Result>(work: (reading: MirrorReading) => Promise<Result>) => {
        const answered = await mirror.inStep(work, 60_000)
        if (answered === undefined) throw new Error("the mirror is not in step")
        return answered
      },
    },
  }
  const whom = [{}, { kind: "person" as const }, { source: sourceIds[1] }]
  for (const among of whom) {
    for (const by of ["kind", "age", "source", "sex", "city", "occupation"])
      expect(await readComposition(mirrored, { by, ...among })).toEqual(
        await readComposition(asking(), { by, ...among }),
      )
    for (const beginning of beginnings)
      for (const step of steps)
        expect(await readTrends(mirrored, { beginning, step, ...among })).toEqual(
          await readTrends(asking(), { beginning, step, ...among }),
        )
  }
  await close()
})
