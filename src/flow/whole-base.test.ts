import * as fc from "fast-check"
import { afterAll, expect, test } from "vitest"
import { matchKeys } from "#cleanse"
import { evidence, goldenRowOf } from "#keep"
import type { Journal } from "#kernel"
import { keyLinks, partition, identityOf, readLinks } from "#resolve"
import type { Tx } from "#store"
import { sql } from "kysely"
import { openTestHouse } from "../../test/house.ts"
import { ingest } from "./ingest.ts"
import { readRules } from "./keep-rules.ts"
import { rebuild } from "./rebuild.ts"
import { resolveAll } from "./resolve-all.ts"
import { everybody } from "./whole-base.ts"

// What goes over everybody goes in pieces, and nobody can tell afterwards how large they were.

const house = await openTestHouse()
afterAll(house.close)
const { ports, run } = house

const columns = {
  编号: null,
  姓名: "name",
  手机: "phones",
  邮箱: "emails",
  身份证: "identity_number",
}
const documents = ["", "", "11010519491231002X", "440308199901010012"]
// Some thirty people, each known under a few phones and addresses; two documents that contradict.
const rows = fc
  .sample(fc.tuple(fc.nat(31), fc.nat(2), fc.nat(2), fc.nat(3)), { numRuns: 120, seed: 20_260_302 })
  .map(([person, phone, mail, document], n) => [
    String(n % 90),
    `张${"一二三四五六七八"[person % 8] ?? ""}${"甲乙丙丁"[person >> 3] ?? ""}`,
    phone === 2 ? "" : `138001380${10 + (person % 30) + phone}`,
    mail === 2 ? "" : `p${person + mail}@example.com`,
    documents[document] ?? "",
  ])
for (const [at, source] of ["门店", "网站", "展会"].entries()) {
  const { id } = await house.deliver({
    source,
    columns,
    key: "编号",
    rows: rows.slice(at * 40, at * 40 + 40),
  })
  await ingest(ports, id, run)
}

const spoil = (statement: string) =>
  ports.store.transaction((tx) => sql`${sql.raw(statement)}`.execute(tx.tables()))

/** All tables that follow from the evidence, without versions and times. */
const standing = async () => ({
  records: await house.rows("select id, customer, last_customer from record order by id"),
  customers: await house.rows(
    "select to_jsonb(c) - 'version' - 'updated' as row from customer c order by id",
  ),
  links: await house.rows(
    "select a, b, kind, pattern, millibits, run from link order by a, b, run",
  ),
  words: await house.rows(
    "select id, (select array_agg(t order by t) from unnest(tokens) t) as tokens from customer_search order by id",
  ),
})

/** The same from one great step: everybody and every link in memory at once. */
const inOneStep = () =>
  ports.store.read(async (tx) => {
    const rules = await readRules(tx)
    const ids = [...(await everybody(tx)).pieces(1)].flat()
    const records = await evidence.current(tx, ids)
    const decided = (await readLinks(tx, ids)).filter(({ kind }) => kind !== "auto")
    const keyed = records.map((one) => ({ ...one, keys: matchKeys(one.subject, one.clean) }))
    const found = keyLinks(keyed)
    const { customerOf } = partition(
      records.map((one) => ({ ...one, identity: identityOf(one) })),
      [...found, ...decided],
    )
    const groups = Map.groupBy(records, ({ id }) => customerOf.get(id) ?? id)
    const golden = Array.from(groups, ([id, members]) => goldenRowOf(id, members, rules))
    return {
      links: found.map(({ a, b, pattern }) => `${a} ${b} ${pattern}`).toSorted(),
      customers: golden
        .map(({ id, members, name }) => `${id} ${members.join()} ${name}`)
        .toSorted(),
    }
  })

const told = async () => ({
  links: (await house.rows("select a, b, pattern from link where kind = 'auto'"))
    .map(({ a, b, pattern }) => `${String(a)} ${String(b)} ${String(pattern)}`)
    .toSorted(),
  customers: (await house.rows("select id, members, name from customer"))
    .map(({ id, members, name }) => `${String(id)} ${String(members)} ${String(name)}`)
    .toSorted(),
})

await resolveAll(ports, run)
const whole = await standing()

test("what stands there is what one great step would make", async () => {
  expect(whole.customers.length).toBeGreaterThan(10)
  expect(whole.links.length).toBeGreaterThan(10)
  expect(await told()).toEqual(await inOneStep())
})

const damages = [
  "update customer set name = 'X', members = '{}' where no % 3 = 0",
  "delete from customer where no % 2 = 0",
  "update record set customer = id where birth % 3 = 1",
  "update record set customer = (select id from customer order by no limit 1) where birth % 5 = 2",
  "update record set customer = '00000000-0000-8000-8000-000000000001' where birth % 7 = 3",
  "insert into customer select * from jsonb_populate_record(null::customer, (select to_jsonb(c) || jsonb_build_object('id', gen_random_uuid()) from customer c limit 1))",
]

test.each([1, 3, 20])(
  "damage of every kind is told and mended alike in pieces of %i",
  async (pieceSize) => {
    for (const damage of damages) await spoil(damage)
    const [one, several] = [
      await rebuild(ports, run, { check: true }),
      await rebuild(ports, { ...run, pieceSize }, { check: true }),
    ]
    const sorted = (found: typeof one) =>
      found.differences.map(({ table, id, column }) => `${table} ${id} ${column}`).toSorted()
    expect(sorted(several)).toEqual(sorted(one))
    expect(one.differing).toBe(one.differences.length)
    const mended = await rebuild(ports, { ...run, pieceSize }, { check: false })
    expect(mended).toMatchObject({ records: one.records, differing: one.differing })
    expect(await rebuild(ports, run, { check: true })).toMatchObject({ differing: 0 })
    expect(await standing()).toEqual(whole)
  },
)

const apart = async () => {
  await spoil("delete from link where kind = 'auto' and ascii(right(a::text, 1)) % 3 > 0")
  await rebuild(ports, run, { check: false })
}
/** Each run has its number; everything else is the same. */
const withoutRun = ({ links, ...rest }: typeof whole) => ({
  ...rest,
  links: links.map((link) => ({ ...link, run: 0 })),
})

test.each([1, 3, 20])("links are found again in pieces of %i", async (pieceSize) => {
  await apart()
  const found = await resolveAll(ports, { ...run, pieceSize })
  expect(found).toMatchObject({ records: whole.records.length, links: whole.links.length })
  expect(found.customers).toBe(whole.customers.length)
  expect(withoutRun(await standing())).toEqual(withoutRun(whole))
})

/** The house whose power fails at a piece that changes customers, when it is all but written. */
const breakingAt = (piece: number) => {
  let pieces = 0
  const journal: Journal<Tx> = {
    ...ports.journal,
    append: async (tx, entries) => {
      await ports.journal.append(tx, entries)
      pieces += 1
      if (pieces === piece) throw new Error("the power failed")
    },
  }
  return { ...ports, journal }
}

test.each([1, 2, 4])("cut off at change %i, the same run of resolve goes on", async (piece) => {
  await apart()
  const [before] = await house.rows("select max(id) as run from resolve_run")
  const small = { ...run, pieceSize: 2 }
  await expect(resolveAll(breakingAt(piece), small)).rejects.toThrow("the power failed")
  expect(await rebuild(ports, run, { check: true })).toMatchObject({ differing: 0 })
  await resolveAll(ports, small)
  const after = await standing()
  expect(withoutRun(after)).toEqual(withoutRun(whole))
  const runs = await house.rows(
    "select max(id) as run, count(*) filter (where finished is null) as open from resolve_run",
  )
  expect(runs).toEqual([{ run: Number(before?.["run"]) + 1, open: 0 }])
  expect(new Set(after.links.map((link) => link["run"]))).toEqual(new Set([runs[0]?.["run"]]))
})

test.each([1, 2, 4])(
  "a rebuild that is cut off at change %i is done by starting again",
  async (piece) => {
    for (const damage of damages.slice(0, 2)) await spoil(damage)
    const small = { ...run, pieceSize: 2 }
    await expect(rebuild(breakingAt(piece), small, { check: false })).rejects.toThrow(
      "the power failed",
    )
    await rebuild(ports, small, { check: false })
    expect(withoutRun(await standing())).toEqual(withoutRun(whole))
  },
)
