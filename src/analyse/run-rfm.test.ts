import * as fc from "fast-check"
import { sql } from "kysely"
import { afterEach, beforeEach, expect, test } from "vitest"
import { contract } from "#contract"
import { auditTrail } from "#govern"
import { CustomerId, PrincipalId, type Question } from "#kernel"
import { planQuestion, type Asker } from "#keep"
import { journal, type Tx } from "#store"
import { openTestStore, type TestStore } from "../../test/database.ts"
import { openTestMirror } from "../../test/mirror.ts"
import { analyseHolding, listAnalyses, readTraits, traitRows } from "./analyses.ts"
import { readRfm } from "./read-rfm.ts"
import { computeRfm, type Purchase, type RfmRow } from "./rfm.ts"
import { runRfm, type RunRfmPorts } from "./run-rfm.ts"
import { segments } from "./segment.ts"

let open: TestStore
let ports: RunRfmPorts
beforeEach(async () => {
  open = await openTestStore()
  const { store } = open
  ports = {
    store,
    journal,
    audit: auditTrail,
    clock: { now: () => new Date("2024-06-01") },
    principal,
  }
  await store.transaction(openSources)
})
afterEach(() => open.close())

const principal = {
  id: PrincipalId.parse("0193b3a0-0000-7000-8000-000000000001"),
  actor: "owner",
  permissions: [],
  departments: "all",
  purpose: "test",
} as const
const zones = ["Asia/Shanghai", "America/New_York"] as const
const sourceIds = ["5f0c1d2e-3b4a-8c5d-9e6f-000000000001", "5f0c1d2e-3b4a-8c5d-9e6f-000000000002"]
const customerIds = Array.from(
  { length: 12 },
  (_, at) => `c0000000-0000-8000-8000-${String(at).padStart(12, "0")}`,
)

interface Fact {
  readonly customer: string
  readonly at: string
  readonly source: 0 | 1
  readonly kind: "order" | "refund" | "call"
  readonly minor: number | null
  readonly currency: string | null
}

const fact: fc.Arbitrary<Fact> = fc.record({
  customer: fc.constantFrom(...customerIds),
  at: fc
    .date({
      min: new Date("2024-01-28T00:00:00Z"),
      max: new Date("2024-02-04T00:00:00Z"),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString()),
  source: fc.constantFrom(0, 1),
  kind: fc.constantFrom("order", "order", "order", "refund", "call"),
  minor: fc.option(fc.integer({ min: -500, max: 3000 }), { freq: 8 }),
  currency: fc.constantFrom("CNY", "CNY", "USD", null),
})

async function openSources(tx: Tx): Promise<void> {
  const db = tx.tables<unknown>()
  for (const [at, zone] of zones.entries()) {
    await sql`insert into source (id, name, kind, zone, created_by) values
      (${sourceIds[at]}, ${zone}, 'file', ${zone}, ${sourceIds[at]})`.execute(db)
    await sql`insert into load (id, source, count) values (${at + 1}, ${sourceIds[at]}, 0)`.execute(
      db,
    )
  }
  await sql`insert into load (id, source, count, undone_at) values (3, ${sourceIds[0]}, 0, now())`.execute(
    db,
  )
  await sql`select ensure_event_months('2024-01-01', '2024-02-28')`.execute(db)
  for (const [at, id] of customerIds.entries()) {
    await sql`insert into record (id, customer, subject, birth, source, source_key, batch, row_no,
        content_hash, observed, clean)
      values (${id}, ${id}, 'person', ${at + 1}, 1, ${id}, 1, ${at}, '\\x00', now(), '{}')`.execute(
      db,
    )
  }
}

async function insertFacts(tx: Tx, facts: readonly Fact[], load?: number): Promise<void> {
  const db = tx.tables<unknown>()
  for (const [key, { customer, at, source, kind, minor, currency }] of facts.entries()) {
    await sql`insert into event (record, at, key, kind, load, amount, currency)
      values (${customer}, ${at}, ${key}, ${kind}, ${load ?? source + 1}, ${minor}, ${currency})`.execute(
      db,
    )
  }
}

function purchasesOf(facts: readonly Fact[]): readonly Purchase[] {
  return facts.flatMap(({ customer, at, source, kind, minor, currency }) => {
    if (kind === "call") return []
    const day = new Intl.DateTimeFormat("sv-SE", { timeZone: zones[source] }).format(new Date(at))
    return [{ customer, day, kind, minor, currency }]
  })
}

async function readRows(): Promise<readonly RfmRow[]> {
  const { rows } = await open.store.read((tx) =>
    sql<RfmRow>`select customer, recency_days as "recencyDays", frequency, monetary as minor, r, f, m,
      segment, last_purchase as "lastPurchase" from trait_rfm order by customer`.execute(
      tx.tables<unknown>(),
    ),
  )
  return rows
}

const plenty: readonly Fact[] = customerIds.map((customer, at) => ({
  customer,
  at: `2024-01-${10 + at}T12:00:00Z`,
  source: 0,
  kind: "order",
  minor: (at + 1) * 100,
  currency: "CNY",
}))

test("SQL and the definition over arrays say the same", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fact, { minLength: 5, maxLength: 60 }), async (facts) => {
      await open.store.transaction(async (tx) => {
        await sql`delete from event`.execute(tx.tables<unknown>())
        await insertFacts(tx, facts)
      })
      const asOf = "2024-02-01"
      const expected = computeRfm(purchasesOf(facts), asOf)
      fc.pre(expected !== undefined)
      const answer = await runRfm(ports, { asOf })
      const sorted = expected.rows.toSorted((one, other) =>
        one.customer < other.customer ? -1 : 1,
      )
      expect(await readRows()).toEqual(sorted)
      const { edges, mean } = expected
      expect(answer).toMatchObject({
        n: sorted.length,
        currency: expected.currency,
        edges: { R: edges.R, F: edges.F, M: edges.M.map((minor) => minor / 100) },
      })
      expect(answer).toMatchObject({
        mean: { R: expect.closeTo(mean.R, 9), M: expect.closeTo(mean.M / 100, 9) },
      })
    }),
    { numRuns: 60 },
  )
})

test("the mirror and the store say the same", async () => {
  const { mirror, close } = openTestMirror(open.store)
  // Read whole again: facts come and go here without an entry of their own.
  const told = [1, 2].map((batch) => ({
    kind: "load/undone" as const,
    ids: [],
    batch,
    by: principal.id,
  }))
  await open.store.transaction((tx) => journal.append(tx, told))
  await mirror.catchUp()
  let asked = 0
  const counting: RunRfmPorts["mirror"] = {
    inStep: async (work) => {
      const given = await mirror.inStep(work, 60_000)
      asked += given === undefined ? 0 : 1
      return given
    },
  }
  const facts = fc.array(fact, { minLength: 20, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(facts, fc.constantFrom("2024-02-01", undefined), async (given, asOf) => {
      fc.pre(computeRfm(purchasesOf(given), asOf ?? "2024-12-31") !== undefined)
      await open.store.transaction(async (tx) => {
        await sql`delete from event`.execute(tx.tables<unknown>())
        await insertFacts(tx, given)
        await journal.append(tx, told)
      })
      const { run: _, ...inStore } = await runRfm(ports, { asOf })
      const rows = await readRows()
      const { run: __, ...onMirror } = await runRfm({ ...ports, mirror: counting }, { asOf })
      expect(onMirror).toEqual({
        ...inStore,
        mean: {
          R: expect.closeTo(inStore.mean.R, 9),
          F: expect.closeTo(inStore.mean.F, 9),
          M: expect.closeTo(inStore.mean.M, 9),
        },
      })
      expect(await readRows()).toEqual(rows)
    }),
    { numRuns: 12 },
  )
  expect(asked).toBeGreaterThan(10)
  await close()
})

test("a run is what the contract promises, adds up, and is the one that is read", async () => {
  await open.store.transaction((tx) => insertFacts(tx, plenty))
  const made = await runRfm(ports)
  expect(contract.analysis.rfm["~orpc"].outputSchema?.parse(made)).toEqual(made)
  expect(made.run).toMatchObject({ asOf: "2024-01-21", definition: "1" })
  expect(made.cells.reduce((sum, { customers }) => sum + customers, 0)).toBe(12)
  expect(made.segments.reduce((sum, { minor }) => sum + minor, 0)).toBe(7800)
  expect(made.segments.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
  expect(await open.store.read(readRfm)).toEqual(made)
  expect(await open.store.read(listAnalyses)).toEqual([
    { analysis: "rfm", definition: "1", choices: { segment: segments }, current: made.run },
  ])
})

test("a second run takes the place of the first, whole, and is told in journal and audit", async () => {
  await open.store.transaction((tx) => insertFacts(tx, plenty))
  const first = await runRfm(ports, { asOf: "2024-01-20" })
  const second = await runRfm(ports)
  const found = await open.store.read(async (tx) => {
    const db = tx.tables<unknown>()
    const count = async (of: string) =>
      (await sql<{ n: number }>`select count(*) as n from ${sql.raw(of)}`.execute(db)).rows[0]?.n
    return {
      current: await count("model_run where current"),
      runs: await count("model_run"),
      rows: await count(`trait_rfm where run = ${second.run.run}`),
      older: await count(`trait_rfm where run = ${first.run.run}`),
      told: await count("outbox where kind = 'trait/swapped'"),
      audited: await count("audit where action = 'analysis/run'"),
    }
  })
  expect(found).toEqual({ current: 1, runs: 2, rows: 12, older: 0, told: 2, audited: 2 })
})

test("undone facts do not take part, and too few customers are told, not drawn", async () => {
  await open.store.transaction((tx) => insertFacts(tx, plenty, 3))
  await expect(runRfm(ports)).rejects.toMatchObject({
    code: "analyse/not-enough-data",
    facts: { analysis: "rfm", fewest: 5 },
  })
  await open.store.transaction((tx) => insertFacts(tx, plenty.slice(8)))
  await expect(runRfm(ports)).rejects.toMatchObject({ code: "analyse/not-enough-data" })
  await expect(open.store.read(readRfm)).rejects.toMatchObject({ code: "analyse/no-run" })
  const { rows } = await open.store.read((tx) =>
    sql`select from model_run`.execute(tx.tables<unknown>()),
  )
  expect(rows).toEqual([])
})

test("a customer's traits are on its page and among what is held of it", async () => {
  await open.store.transaction((tx) => insertFacts(tx, plenty))
  const { run } = await runRfm(ports)
  const customer = CustomerId.parse(customerIds[11])
  const traits = await open.store.read((tx) => readTraits(tx, customer))
  expect(traits).toEqual([
    {
      analysis: "rfm",
      run: run.run,
      asOf: "2024-01-21",
      values: {
        segment: "new",
        r: 5,
        f: 1,
        m: 5,
        recency_days: 0,
        frequency: 1,
        monetary: 1200,
        currency: "CNY",
      },
    },
  ])
  expect(contract.customer.read["~orpc"].outputSchema?.shape.traits.parse(traits)).toEqual(traits)
  const held = await open.store.read((tx) => analyseHolding.describe(tx, customer))
  expect(held).toMatchObject([{ what: "holding.analyse.traits", count: 1 }])
  const stranger = CustomerId.parse("c0000000-0000-8000-8000-999999999999")
  expect(await open.store.read((tx) => analyseHolding.describe(tx, stranger))).toEqual([])
})

function scored(column: string, score: number): Question {
  return { is: "trait", analysis: "rfm", column, values: [String(score)] }
}

test("a click on a cell opens its customers: lists ask by trait", async () => {
  await open.store.transaction(async (tx) => {
    await insertFacts(tx, plenty)
    const db = tx.tables<unknown>()
    await sql`insert into customer (id, no, kind, version, updated, members, sources, departments)
      select id, birth, 'person', 1, now(), array[id], '{1}', '{0}' from record`.execute(db)
  })
  const { cells } = await runRfm(ports)
  const asker: Asker = { principal, index: () => "", tokens: () => [], traits: traitRows }
  for (const { r, f, customers } of cells) {
    const { postgres } = planQuestion({ is: "and", of: [scored("r", r), scored("f", f)] }, asker)
    const { rows } = await open.store.read((tx) =>
      sql`select from customer c where ${postgres}`.execute(tx.tables<unknown>()),
    )
    expect(rows).toHaveLength(customers)
  }
})
