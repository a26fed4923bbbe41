import * as fc from "fast-check"
import { afterAll, expect, test } from "vitest"
import { queryTokens } from "#cleanse"
import { receive, updateBatch } from "#collect"
import {
  countCustomers,
  listCustomers,
  readEvidenceTable,
  readPage,
  readTimeline,
  type Asked,
  type Asker,
} from "#keep"
import { BatchId, RecordId, SourceId, type Question } from "#kernel"
import { openTestHouse } from "../../test/house.ts"
import { edit, type Editing } from "./edit.ts"
import { ingest } from "./ingest.ts"
import { join } from "./join.ts"
import { separate } from "./separate.ts"
import { takeDecisionBack } from "./take-decision-back.ts"
import { undo } from "./undo.ts"

const house = await openTestHouse()
afterAll(house.close)
const { run } = house
// After every delivery, which the house dates by the true clock.
let now = Date.UTC(2031, 0, 1)
const ports = { ...house.ports, clock: { now: () => new Date(now) } }
const asker: Asker = {
  principal: run.principal,
  index: (label, text) => ports.sealer.blindIndex(label, text),
  tokens: queryTokens,
  traits: [],
}

const people = ["张伟", "李娜"].flatMap((name) =>
  ["13800138000", "13900139000", "13700137000", "", ""].map((phone) => [name, phone]),
)
const row = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom(...people))
  .map(([key, cells]) => [`k${key}`, ...cells])
const order = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 4 }))
  .map(([key, day]) => `k${key},2024-01-0${day},${day}0,p`)
type Edit = Pick<Editing, "field" | "typed">
const step = fc.oneof(
  fc.record({
    does: fc.constant("import" as const),
    source: fc.constantFrom("门店", "网站"),
    rows: fc.uniqueArray(row, { minLength: 1, maxLength: 3, selector: ([key]) => key }),
  }),
  fc.record({
    does: fc.constant("orders" as const),
    source: fc.constantFrom("门店", "网站"),
    lines: fc.uniqueArray(order, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    does: fc.constant("edit" as const),
    one: fc.nat(),
    edit: fc.constantFrom<Edit>(
      { field: "name", typed: { value: "王芳" } },
      { field: "phones", typed: { deny: "13800138000" } },
      { field: "name", typed: { withdraw: true } },
    ),
  }),
  fc.record({
    does: fc.constantFrom("join", "join", "separate", "separate", "undo", "take-back"),
    one: fc.nat(),
    other: fc.nat(),
  }),
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

const undoable: BatchId[] = []
const decisions: number[] = []
const pick = <Item>(items: readonly Item[], at: number) => items[at % items.length]

const customers = async () =>
  (await house.rows("select members from customer order by no")).map(({ members }) =>
    RecordId.array().parse(members),
  )

async function take(each: Step): Promise<void> {
  if (each.does === "import") return bring(each.source, each.rows)
  if (each.does === "orders") return bringOrders(each.source, each.lines)
  if (each.does === "undo") return takeBatchBack(each.one)
  if (each.does === "edit") return type(each.one, each.edit)
  if (each.does === "take-back") return takeBack(each.one)
  if (each.does === "join") return joinTwo(each.one, each.other)
  return separateSome(each.one, each.other)
}

async function bring(source: string, rows: readonly (readonly string[])[]): Promise<void> {
  const columns = { 编号: null, 姓名: "name", 手机: "phones" }
  const { id } = await house.deliver({ source, columns, rows, key: "编号" })
  await ingest(ports, id, run)
  undoable.push(id)
}

async function* orderBytes(lines: readonly string[]) {
  yield Buffer.from(`customer,date,amount,product\n${lines.join("\n")}\n`)
}

const roles = ["customer", "date", "amount", "product"]

/** Orders of a shop; some are of customers whom nobody has seen. */
async function bringOrders(source: string, lines: readonly string[]): Promise<void> {
  const named = { name: source, kind: "file" }
  const id = await receive(ports, {
    principal: run.principal,
    fileName: "orders.csv",
    source: named,
    content: "orders",
    dialect: { header: true },
    bytes: orderBytes(lines),
  })
  const columns = roles.map((header) => ({
    header,
    field: `order.${header}`,
    confidence: 1,
    why: "person" as const,
  }))
  const plan = {
    columns,
    content: "orders" as const,
    source: named,
    key: "customer",
    sourceColumn: null,
    dateOrder: "ymd" as const,
    zone: "Asia/Shanghai",
    currency: "CNY",
  }
  await ports.store.transaction((tx) => updateBatch(tx, id, { plan }))
  await ingest(ports, id, run)
  undoable.push(id)
}

async function takeBatchBack(at: number): Promise<void> {
  const batch = pick(undoable, at)
  if (batch === undefined) return
  undoable.splice(undoable.indexOf(batch), 1)
  await undo(ports, batch, run)
}

async function takeBack(at: number): Promise<void> {
  const decision = pick(decisions, at)
  if (decision !== undefined) await takeDecisionBack(ports, run, { decision, preview: false })
}

async function type(at: number, what: Edit): Promise<void> {
  const customer = pick(await customers(), at)?.[0]
  if (customer !== undefined) await edit(ports, run, { customer, ...what })
}

async function joinTwo(at: number, otherAt: number): Promise<void> {
  const known = await customers()
  const [one, other] = [pick(known, at)?.[0], pick(known, otherAt)?.[0]]
  if (one === undefined || other === undefined || one === other) return
  const joining = { one, other, reason: "known", preview: false }
  decisions.push((await join(ports, run, joining)).decision ?? 0)
}

async function separateSome(at: number, which: number): Promise<void> {
  const members = pick(
    (await customers()).filter((each) => each.length > 1),
    at,
  )
  const [customer] = members ?? []
  const records = members?.filter((_, place) => ((which >> place) & 1) === 1) ?? []
  if (customer === undefined || records.length === 0 || records.length === members?.length) return
  const separating = { customer, records, reason: "other", preview: false }
  decisions.push((await separate(ports, run, separating)).decision ?? 0)
}

const store = ports.store
const everything = { departments: "all" } as const

/** A few questions, others at each step. */
async function questionsAt(place: number): Promise<readonly Asked[]> {
  const [source] = await house.rows("select id from source where name = '门店'")
  const batches = await house.rows("select id from batch order by id")
  const batch = BatchId.parse(pick(batches, place)?.["id"])
  const questions: readonly Question[] = [
    { is: "compare", field: "name", by: "=", value: "王芳" },
    { is: "compare", field: "records", by: ">", value: "1" },
    { is: "range", field: "since", from: "2020-01-01" },
    { is: "has-event", kind: "order", atLeast: 2 },
    { is: "not", of: { is: "has-event", kind: "order", atLeast: 1 } },
    { is: "from-source", source: SourceId.parse(source?.["id"]) },
  ]
  const asked = questions.map((question) => ({ question }))
  const inBatch: Question = { is: "in-batch", batch }
  const turn = (all: readonly Asked[]) => all.filter((_, at) => (at + place) % 3 === 0)
  return [
    ...turn([...asked, { search: "张伟" }, { search: "9000" }, { search: "zw" }]),
    { question: inBatch },
    { question: { is: "not", of: inBatch } },
  ]
}

/** All that can be asked of one moment, of now or of then. */
async function snapshot(ids: readonly string[], questions: readonly Asked[], asOf?: Date) {
  return store.read(async (tx) => {
    const reader = { ...everything, asOf }
    const pages = []
    for (const id of ids) {
      const page = await readPage(tx, id, reader).catch((error: unknown) => String(error))
      pages.push(page)
      if (typeof page === "string") continue
      pages.push(await readTimeline(tx, reader, { customer: id, limit: 50 }))
      pages.push(await readEvidenceTable(tx, page.number, reader))
    }
    const list = await listCustomers(tx, asker, { sort: "name", limit: 100, asOf })
    const counts = []
    for (const asked of questions) counts.push(await countCustomers(tx, asker, { ...asked, asOf }))
    return { pages, list, counts }
  })
}

interface Seen {
  readonly at: Date
  readonly ids: readonly string[]
  readonly asked: readonly Asked[]
  readonly was: unknown
}

test(
  "as of the time of each step, page, timeline, evidence, list and counts are what they were then",
  { timeout: 240_000 },
  async () => {
    await bring("门店", [["k1", "张伟", "13800138000"]])
    const seen: Seen[] = []
    const known: string[] = []
    for (const [at, each] of fc.sample(step, { numRuns: 55, seed: 20_261_128 }).entries()) {
      now += 60_000
      await take(each)
      for (const { id } of await house.rows("select id from record order by birth"))
        if (!known.includes(String(id))) known.push(String(id))
      // Some each time, so that all have their turn.
      const ids = known.filter((_, place) => (place + at) % 8 === 0)
      const asked = await questionsAt(at)
      seen.push({ at: new Date(now), ids, asked, was: await snapshot(ids, asked) })
    }
    now += 60_000
    expect(undoable.length).toBeGreaterThan(5)
    expect(decisions.length).toBeGreaterThan(3)
    for (const [place, { at, ids, asked, was }] of seen.entries()) {
      // Nothing changes until the next step.
      const then = new Date(at.getTime() + (place % 2) * 59_999)
      expect({ place, was: await snapshot(ids, asked, then) }).toEqual({ place, was })
    }
  },
)
