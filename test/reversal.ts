import assert from "node:assert/strict"
import * as fc from "fast-check"
import { standings } from "#collect"
import {
  edit,
  ingest,
  join,
  rebuild,
  resolveAll,
  separate,
  takeDecisionBack,
  undo,
  writeNote,
} from "#flow"
import { contradictionsIn, evidence, readNotes } from "#keep"
import { Failure, RecordId, type BatchId } from "#kernel"
import type { TestHouse } from "./house-on.ts"

// Random sequences of what people do to customers, and what must hold after each of them. The tests
// walk some hundred steps, `npm run bench -- reversal` thousands.

// Few names and phones, so that many records want to be one customer; documents that contradict.
const people = ["张伟", "李娜"].flatMap((name) =>
  ["13800138000", "13900139000", ""].flatMap((phone) =>
    ["", "11010519491231002X", "440308199901010012"].map((identity) => [name, phone, identity]),
  ),
)
const row = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(...people))
  .map(([key, cells]) => [`k${key}`, ...cells])
type Typing = Pick<Parameters<typeof edit>[2], "field" | "typed">
const step = fc.oneof(
  fc.record({
    does: fc.constant("import" as const),
    source: fc.constantFrom("门店", "网站", "展会"),
    rows: fc.uniqueArray(row, { minLength: 1, maxLength: 4, selector: ([key]) => key }),
  }),
  fc.record({
    does: fc.constant("edit" as const),
    one: fc.nat(),
    edit: fc.constantFrom<Typing>(
      { field: "name", typed: { value: "王芳" } },
      { field: "phones", typed: { value: "13900139000" } },
      { field: "phones", typed: { deny: "13800138000" } },
      { field: "identity_number", typed: { value: "440308199901010012" } },
      { field: "name", typed: { withdraw: true } },
      { field: "phones", typed: { withdraw: true } },
      { field: "name", typed: { pin: 0 } },
      { field: "name", typed: { unpin: true } },
      { field: "phones", typed: { confirm: true } },
    ),
  }),
  fc.record({
    does: fc.constantFrom("join", "separate", "undo", "take-back"),
    one: fc.nat(),
    other: fc.nat(),
  }),
)

/** One thing that somebody does. */
export type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** The same steps for the same seed. */
export function stepsOf(seed: number, count: number): readonly Step[] {
  return fc.sample(step, { numRuns: count, seed })
}

/** A house in which steps are taken, and what can still be taken back of them. */
export class Reversal {
  readonly decisions: number[] = []
  private readonly undoable: BatchId[] = []
  private readonly births = new Map<unknown, unknown>()
  private readonly house: TestHouse

  constructor(house: TestHouse) {
    this.house = house
  }

  async take(each: Step): Promise<void> {
    if (each.does === "import") return this.bring(each.source, each.rows)
    if (each.does === "undo") return this.takeBatchBack(each.one)
    if (each.does === "take-back") return this.takeBack(each.one)
    const known = await this.customers()
    const one = pick(known, each.one)
    if (one?.[0] === undefined) return
    if (each.does === "edit") return this.typeAbout(one[0], each)
    const other = pick(known, each.other)?.[0] ?? one[0]
    if (each.does === "join") return this.join(one[0], other)
    return this.separate(one, each.other)
  }

  /** Everything that can be taken back is. */
  async takeAllBack(): Promise<void> {
    const { ports, run } = this.house
    for (const decision of this.decisions)
      await takeDecisionBack(ports, run, { decision, preview: false })
    for (const batch of this.undoable) await undo(ports, batch, run)
  }

  /** What must hold however things went. @throws AssertionError */
  async look(): Promise<void> {
    const { ports, run, rows } = this.house
    const open = await rows("select record, field, evidence from task where state = 'open'")
    assert.deepEqual(inOrder(open), inOrder(await this.questions()))
    assert.deepEqual((await rebuild(ports, run, { check: true })).differences, [])
    for (const { id, birth } of await rows("select id, birth from record")) {
      assert.equal(this.births.get(id) ?? birth, birth)
      this.births.set(id, birth)
    }
    const misnamed = await rows(
      "select c.id from customer c where c.id <> (select r.id from record r where r.customer = c.id order by r.birth limit 1)",
    )
    assert.deepEqual(misnamed, [])
  }

  /** The members of every customer. */
  async customers(): Promise<readonly (readonly RecordId[])[]> {
    const found = await this.house.rows("select members from customer order by no")
    return found.map(({ members }) => RecordId.array().parse(members))
  }

  /** Weighing everything again makes what there is. */
  async resolveAgain(): Promise<void> {
    await resolveAll(this.house.ports, this.house.run)
  }

  private async bring(source: string, rows: readonly (readonly string[])[]): Promise<void> {
    const { ports, run, deliver, trust } = this.house
    const columns = { 编号: null, 姓名: "name", 手机: "phones", 身份证: "identity_number" }
    const { id } = await deliver({ source, columns, rows, key: "编号" })
    await trust(source, 0.8)
    await ingest(ports, id, run)
    this.undoable.push(id)
  }

  private async join(one: RecordId, other: RecordId): Promise<void> {
    if (one === other) return
    const { ports, run } = this.house
    const joining = { one, other, reason: "known", preview: false } as const
    const { decision } = await join(ports, run, joining)
    this.decisions.push(decision ?? 0)
  }

  private async separate(members: readonly RecordId[], seed: number): Promise<void> {
    const { ports, run } = this.house
    const [customer] = members
    const records = members.filter((_, at) => ((seed >> at) & 1) === 1)
    if (customer === undefined || records.length === 0 || records.length === members.length) return
    const notes = await this.sidesOf(customer, seed)
    const separating = { customer, records, notes, reason: "other", preview: false } as const
    const { decision } = await separate(ports, run, separating)
    this.decisions.push(decision ?? 0)
  }

  /** Every note is filed with one side or the other. */
  private async sidesOf(customer: RecordId, seed: number) {
    const { ports, run } = this.house
    const notes = await ports.store.read((tx) => readNotes(tx, customer, run.principal))
    return notes.map(({ id }, at) => ({
      note: id,
      side: (seed + at) % 2 === 0 ? ("taken" as const) : ("rest" as const),
    }))
  }

  /** Every third edit is undone at once, and then the golden row is what it was. */
  private async typeAbout(customer: RecordId, each: Extract<Step, { does: "edit" }>) {
    const { ports, run } = this.house
    if (each.one % 5 === 0) await writeNote(ports, run, { customer, text: "备注", pinned: false })
    const before = await this.goldenTexts(customer)
    const { edit: number } = await orNothing(edit(ports, run, { customer, ...each.edit }))
    if (number === null || each.one % 3 !== 0) return
    const { field } = each.edit
    await edit(ports, run, { customer, field, typed: { before: number } })
    assert.deepEqual(await this.goldenTexts(customer), before)
  }

  private goldenTexts(customer: RecordId) {
    return this.house.rows(
      `select name, phones, identity_mask from customer where id = (select customer from record where id = '${customer}')`,
    )
  }

  private async takeBatchBack(at: number): Promise<void> {
    const batch = pick(this.undoable, at)
    if (batch === undefined) return
    this.undoable.splice(this.undoable.indexOf(batch), 1)
    await undo(this.house.ports, batch, this.house.run)
  }

  private async takeBack(at: number): Promise<void> {
    const decision = pick(this.decisions, at)
    const { ports, run } = this.house
    if (decision !== undefined) await takeDecisionBack(ports, run, { decision, preview: false })
  }

  /** The questions that the evidence as it stands asks of people. */
  private questions() {
    return this.house.ports.store.read(async (tx) => {
      const records = await evidence.current(tx, (await this.customers()).flat())
      const changes = records.map((record) => ({ id: record.id, before: record, after: record }))
      const customerOf = new Map(records.map(({ id, customer }) => [id, customer]))
      const sources = await standings(tx)
      const { found } = await contradictionsIn(tx, { changes, customerOf, sources })
      return found.map(({ record, field, evidence: said }) => ({ record, field, evidence: said }))
    })
  }
}

/** Nobody pins what is not there. */
async function orNothing(edited: ReturnType<typeof edit>) {
  try {
    return await edited
  } catch (error) {
    assert.ok(error instanceof Failure && error.code === "flow/nothing-there", String(error))
    return { edit: null }
  }
}

function inOrder(found: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return found
    .map(({ record, field, evidence: said }) => JSON.stringify([record, field, said]))
    .toSorted()
}

function pick<Item>(items: readonly Item[], at: number): Item | undefined {
  return items[at % items.length]
}
