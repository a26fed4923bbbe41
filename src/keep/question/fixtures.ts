import * as fc from "fast-check"
import { sql } from "kysely"
import type { Tx } from "#store"

// A small house for the tests of questions: values from small pools, so that answers are neither all nor none.

export interface FixtureEvent {
  readonly kind: string
  /** Of which of the customer's records it is told. */
  readonly of: number
  readonly at: string
  readonly load: number
}

export interface FixtureCustomer {
  readonly id: string
  readonly no: number
  readonly kind: "person" | "organisation"
  readonly updated: string
  /** Numbers of the sources of its records; each has one. */
  readonly sources: readonly number[]
  readonly departments: readonly number[]
  readonly records: readonly FixtureRecord[]
  readonly golden: Readonly<Record<string, string | readonly string[] | null>>
  readonly segment: string | null
  readonly events: readonly FixtureEvent[]
}

export interface FixtureRecord {
  readonly batch: number
  /** The batch that it was delivered by before. */
  readonly before: number | null
  readonly received: string
  /** Known by a fact alone. */
  readonly bare: boolean
}

export const pools = {
  name: ["张伟", "张卫", "欧阳娜娜", "Ann O'Hara", "100%_\\ sure", "É", "É́", "𠮷田"],
  city: ["北京市", "上海市", "Paris", ""],
  sex: ["male", "female"],
  birth_date: ["1980", "1980-05", "1980-05-17", "1980-12-31", "1980-02", "1981-01-01", "1999"],
  phones: ["+8613912345678", "+8613912340000", "+862165432100"],
  tags: ["vip", "VIP", "new"],
  registered_capital: ["100 CNY", "90000 CNY", "500 USD", "-3 CNY", "999999999999999 CNY"],
  identity_number: ["11010519491231002X", "440308199901010012"],
} as const

export const zones = ["Asia/Shanghai", "America/New_York", "Asia/Kolkata"] as const
export const sourceIds = [
  "5f0c1d2e-3b4a-8c5d-9e6f-000000000001",
  "5f0c1d2e-3b4a-8c5d-9e6f-000000000002",
  "5f0c1d2e-3b4a-8c5d-9e6f-000000000003",
] as const
/** A load of each source, and one of the first that was undone. */
export const loads = [
  { id: 11, source: 0, undone: false },
  { id: 12, source: 1, undone: false },
  { id: 13, source: 0, undone: true },
  { id: 14, source: 2, undone: false },
] as const
export const eventKinds = ["order", "call"] as const

const maybe = (values: readonly string[]) => fc.option(fc.constantFrom(...values), { freq: 3 })
const several = (values: readonly string[]) => fc.option(fc.subarray([...values]), { freq: 3 })

const event: fc.Arbitrary<FixtureEvent> = fc.record({
  kind: fc.constantFrom(...eventKinds),
  of: fc.nat(1),
  at: fc.constantFrom(
    "2024-01-30T18:29:59.999999Z",
    "2024-01-30T18:30:00.000Z",
    "2024-01-31T15:59:59.999Z",
    "2024-01-31T16:00:00.000Z",
    "2024-02-01T04:59:59.000Z",
    "2024-02-01T05:00:00.000Z",
    "2024-03-10T12:00:00.000Z",
  ),
  load: fc.constantFrom(...loads.map(({ id }) => id)),
})

const record: fc.Arbitrary<FixtureRecord> = fc.record({
  batch: fc.constantFrom(21, 22),
  before: fc.option(fc.constantFrom(23), { freq: 3 }),
  received: fc.constantFrom("2024-01-31T15:59:59Z", "2024-01-31T16:00:00Z", "2024-05-01T00:00:00Z"),
  bare: fc.boolean(),
})

const customer: fc.Arbitrary<Omit<FixtureCustomer, "id" | "no">> = fc.record({
  kind: fc.constantFrom("person", "organisation"),
  updated: fc.constantFrom("2024-05-01T23:59:59.123456Z", "2024-05-02T00:00:00.000000Z"),
  sources: fc.shuffledSubarray([1, 2, 3], { minLength: 1, maxLength: 2 }),
  departments: fc.subarray([0, 7], { minLength: 1 }),
  records: fc.tuple(record, record),
  golden: fc.record({
    name: maybe(pools.name),
    city: maybe(pools.city),
    sex: maybe(pools.sex),
    birth_date: maybe(pools.birth_date),
    phones: several(pools.phones),
    tags: several(pools.tags),
    registered_capital: maybe(pools.registered_capital),
    identity_number: maybe(pools.identity_number),
  }),
  segment: maybe(["champions", "lost"]),
  events: fc.uniqueArray(event, { maxLength: 6, selector: ({ kind, at }) => `${kind}${at}` }),
})

/** The same customers on every run: one record a source, so one or two each. */
export function makeCustomers(count: number): readonly FixtureCustomer[] {
  return fc.sample(customer, { numRuns: count, seed: 20_241_128 }).map((made, index) => {
    const records = made.records.slice(0, made.sources.length)
    return {
      ...made,
      records,
      events: made.events.map((each) => ({ ...each, of: Math.min(each.of, records.length - 1) })),
      no: index + 1,
      id: recordId(index, 0),
    }
  })
}

function recordId(index: number, of: number): string {
  return `c000000${of}-0000-8000-8000-${String(index).padStart(12, "0")}`
}

/** What stands in for `Sealer.blindIndex` here. */
export function fixtureIndex(label: string, text: string): string {
  return `index of ${label} ${text}`
}

/** Writes them as the stages would, straight into the tables. */
export async function insertCustomers(
  tx: Tx,
  customers: readonly FixtureCustomer[],
): Promise<void> {
  const db = tx.tables<unknown>()
  for (const [at, id] of sourceIds.entries()) {
    await sql`insert into source (id, name, kind, zone, created_by) values
      (${id}, ${`source ${at + 1}`}, 'file', ${zones[at]}, ${id})`.execute(db)
  }
  for (const { id, source, undone } of loads) {
    await sql`insert into load (id, source, count, undone_at) values
      (${id}, ${sourceIds[source]}, 0, ${undone ? "2024-06-01T00:00:00Z" : null})`.execute(db)
  }
  await sql`select ensure_event_months('2024-01-01', '2024-03-31')`.execute(db)
  for (const each of customers) await insertCustomer(tx, each)
  await insertSegments(tx, customers)
}

async function insertCustomer(tx: Tx, each: FixtureCustomer): Promise<void> {
  const db = tx.tables<unknown>()
  const { id, no, golden, ...rest } = each
  const { identity_number: identity, ...plain } = golden
  const columns = Object.keys(plain).map((column) => sql.ref(column))
  const index = typeof identity === "string" ? fixtureIndex("identity_number", identity) : null
  const members = rest.records.map((_record, of) => recordId(no - 1, of))
  for (const of of rest.records.keys()) await insertRecord(tx, each, of)
  await sql`insert into customer (id, no, kind, version, updated, members, sources, departments,
      identity_index, ${sql.join(columns)})
    values (${id}, ${no}, ${rest.kind}, 1, ${rest.updated}, ${members}::uuid[], ${rest.sources},
      ${rest.departments}, ${index}, ${sql.join(Object.values(plain))})`.execute(db)
  for (const [key, { kind, at, load, of }] of rest.events.entries()) {
    await sql`insert into event (record, at, key, kind, load) values
      (${members[of]}, ${at}, ${key}, ${kind}, ${load})`.execute(db)
  }
}

async function insertRecord(tx: Tx, owner: FixtureCustomer, of: number): Promise<void> {
  const db = tx.tables<unknown>()
  const { id, no, kind, sources, records, departments } = owner
  const { batch = 0, before, received, bare } = records[of] ?? {}
  const name = recordId(no - 1, of)
  await sql`insert into record (id, customer, subject, birth, source, source_key, batch, row_no,
      content_hash, department, observed, received, bare, clean)
    values (${name}, ${id}, ${kind}, ${no + 1000 * of}, ${sources[of]}, ${String(no)}, ${batch}, 1,
      '\\x00', ${departments[of] ?? departments[0]}, now(), ${received}, ${bare}, '{}')`.execute(db)
  if (typeof before !== "number") return
  await sql`insert into record_version (record, batch, row_no, content_hash, observed, received, clean)
    values (${name}, ${before}, 1, '\\x00', now(), ${received}, '{}')`.execute(db)
}

async function insertSegments(tx: Tx, customers: readonly FixtureCustomer[]): Promise<void> {
  const db = tx.tables<unknown>()
  await sql`insert into model_run (id, analysis, definition, as_of, current, principal)
    overriding system value values (1, 'rfm', '1', '2024-06-01', true, ${sourceIds[0]})`.execute(db)
  for (const { id, segment } of customers) {
    if (segment === null) continue
    await sql`insert into trait_rfm (run, customer, recency_days, frequency, monetary, currency, r, f, m,
        segment, last_purchase)
      values (1, ${id}, 1, 1, 1, 'CNY', 1, 1, 1, ${segment}, '2024-03-10')`.execute(db)
  }
}
