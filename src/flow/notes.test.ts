import { afterAll, beforeAll, expect, test } from "vitest"
import { readTasks } from "#act"
import { keepHolding, readNotes } from "#keep"
import { BatchId, RecordId, type NoteId } from "#kernel"
import { openTestHouse } from "../../test/house.ts"
import { decideTask } from "./close-task.ts"
import { edit } from "./edit.ts"
import { ingest } from "./ingest.ts"
import { rewriteNote, writeNote } from "./notes.ts"
import { rebuild } from "./rebuild.ts"
import { separate } from "./separate.ts"
import { takeDecisionBack } from "./take-decision-back.ts"
import { undo } from "./undo.ts"

const house = await openTestHouse()
afterAll(house.close)
const { ports, run } = house

const bring = async (source: string, rows: readonly (readonly string[])[]): Promise<BatchId> => {
  const columns = { 编号: null, 姓名: "name", 手机: "phones", 城市: "city" }
  const { id } = await house.deliver({ source, columns, rows, key: "编号" })
  await house.trust(source, 0.8)
  await ingest(ports, id, run)
  return id
}
const idOf = async (key: string) => {
  const [row] = await house.rows(`select id from record where source_key = '${key}'`)
  return RecordId.parse(row?.["id"])
}
const notesOf = async (key: string) => {
  const customer = await idOf(key)
  const notes = await ports.store.read((tx) => readNotes(tx, customer, run.principal))
  return notes.map(({ text }) => text)
}
const write = async (key: string, text: string, pinned = false) =>
  writeNote(ports, run, { customer: await idOf(key), text, pinned })
const tasksOf = async (key: string) => {
  const customer = await idOf(key)
  return ports.store.read((tx) => readTasks(tx, run.principal, { customer, limit: 50 }))
}
const cityOf = async (key: string) => {
  const [row] = await house.rows(
    `select city from customer where id = (select customer from record where source_key = '${key}')`,
  )
  return row?.["city"]
}
const typeCity = async (key: string, value: string) =>
  edit(ports, run, { customer: await idOf(key), field: "city", typed: { value } })
const apart = async (
  notes: readonly { readonly note: NoteId; readonly side: "taken" | "rest" }[],
) =>
  separate(ports, run, {
    customer: await idOf("a"),
    records: [await idOf("b")],
    reason: "mistake",
    preview: false,
    notes,
  })
const where = () => house.rows("select id, record, home from note order by id, version")
const expectTrue = async () =>
  expect(await rebuild(ports, run, { check: true })).toMatchObject({ differences: [] })

beforeAll(() =>
  bring("门店", [
    ["a", "张伟", "13800138000", "杭州市"],
    ["b", "张伟", "13800138000", ""],
  ]),
)

test("notes stand pinned first, are changed, deleted and brought back; every version is kept", async () => {
  const first = await write("a", "只在下午接电话")
  const second = await write("b", "喜欢绿茶", true)
  expect(await notesOf("a")).toEqual(["喜欢绿茶", "只在下午接电话"])
  await rewriteNote(ports, run, { note: second.id, pinned: false, text: "喜欢红茶" })
  await rewriteNote(ports, run, { note: first.id, deleted: true })
  expect(await notesOf("a")).toEqual(["喜欢红茶"])
  await rewriteNote(ports, run, { note: first.id, deleted: false })
  expect(await notesOf("b")).toHaveLength(2)
  expect(await house.rows("select 1 from note")).toHaveLength(5)
  await expectTrue()
})

test("what is written is told by ids, in journal and audit, and to the customer who asks", async () => {
  const told = JSON.stringify(
    await house.rows(
      "select ids::text from outbox union all select ids::text from journal union all select object || facts::text from audit",
    ),
  )
  expect(told).not.toContain("红茶")
  const audit = await house.rows("select action from audit where object like 'note %' order by id")
  expect(audit.map(({ action }) => action)).toEqual([
    "note/write",
    "note/write",
    "note/change",
    "note/delete",
    "note/change",
  ])
  const customer = await idOf("a")
  const held = await ports.store.read((tx) => keepHolding.describe(tx, customer))
  expect(JSON.stringify(held.find(({ what }) => what === "holding.keep.notes"))).toContain("红茶")
})

test("a note of nobody, or of a department one does not belong to, is not there", async () => {
  const stranger = { principal: { ...run.principal, departments: [7] } }
  const note = (await write("a", "临时")).id
  await expect(rewriteNote(ports, stranger, { note, text: "x" })).rejects.toMatchObject({
    code: "keep/unknown-note",
  })
  await rewriteNote(ports, run, { note, deleted: true })
})

test("a separation leaves notes with the record they hang on, unless a person files them; taken back they hang where they did", async () => {
  const before = await where()
  const notes = await ports.store.read(async (tx) => readNotes(tx, await idOf("a"), run.principal))
  const [red] = notes.filter(({ text }) => text === "喜欢红茶")
  if (red === undefined) throw new Error("no such note")
  const first = await apart([])
  expect(await notesOf("a")).toHaveLength(2)
  expect(await notesOf("b")).toEqual([])
  await takeDecisionBack(ports, run, { decision: first.decision ?? 0, preview: false })
  const second = await apart([{ note: red.id, side: "taken" }])
  expect(await notesOf("a")).toEqual(["只在下午接电话"])
  expect(await notesOf("b")).toEqual(["喜欢红茶"])
  await expectTrue()
  await takeDecisionBack(ports, run, { decision: second.decision ?? 0, preview: false })
  expect(await notesOf("a")).toHaveLength(2)
  expect(await where()).toEqual(before)
  await expectTrue()
})

test("later news of a trusted source asks a person once, and undoing the batch takes the question away", async () => {
  await typeCity("a", "宁波市")
  expect(await tasksOf("a")).toEqual([])
  await bring("门店", [["a", "张伟", "13800138000", "杭州市"]])
  expect(await tasksOf("a")).toEqual([])
  const batch = await bring("门店", [["a", "张伟", "13800138000", "温州市"]])
  expect(await tasksOf("a")).toMatchObject([{ kind: "contradiction", field: "city", batch }])
  await bring("门店", [["a", "张伟", "13800138000", "温州市"]])
  expect(await tasksOf("a")).toHaveLength(1)
  const again = await bring("网站", [["z", "王芳", "13700137000", ""]])
  await undo(ports, again, run)
  expect(await tasksOf("a")).toHaveLength(1)
  for (const { id } of await house.rows(
    `select id from batch where state = 'done' and id >= ${batch} order by id`,
  ))
    await undo(ports, batchOf(id), run)
  expect(await tasksOf("a")).toEqual([])
  expect(await cityOf("a")).toBe("宁波市")
  await expectTrue()
})

test("a person takes the new value or keeps what was typed; undoing that asks again", async () => {
  await bring("门店", [["a", "张伟", "13800138000", "温州市"]])
  const [kept] = await tasksOf("a")
  if (kept === undefined) throw new Error("nobody is asked")
  const first = await decideTask(ports, run, { task: kept.id, outcome: "keep" })
  expect(await tasksOf("a")).toEqual([])
  expect(await cityOf("a")).toBe("宁波市")
  const customer = await idOf("a")
  await edit(ports, run, { customer, field: "city", typed: { before: first.edit ?? 0 } })
  const [again] = await tasksOf("a")
  if (again === undefined) throw new Error("nobody is asked again")
  await decideTask(ports, run, { task: again.id, outcome: "take" })
  expect(await cityOf("a")).toBe("温州市")
  expect(await tasksOf("a")).toEqual([])
  await expect(decideTask(ports, run, { task: again.id, outcome: "take" })).rejects.toMatchObject({
    code: "act/unknown-task",
  })
  const ended = await house.rows("select state, outcome from task order by closed")
  expect(ended.slice(-2)).toEqual([
    { state: "done", outcome: "keep" },
    { state: "done", outcome: "take" },
  ])
  await expectTrue()
})

function batchOf(id: unknown): BatchId {
  return BatchId.parse(id)
}
