import { createHash } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { randomKeys, sealerOf } from "#govern"
import { BatchId, Failure, PrincipalId, type Principal } from "#kernel"
import { openTestStore, type TestStore } from "../../test/database.ts"
import {
  clearRejections,
  ensureSource,
  listBatches,
  rawRows,
  readBatch,
  readRejections,
  readSources,
  receive,
  rejectRows,
  sampleOf,
  sourceKinds,
  standings,
  updateBatch,
  updateSource,
  writeRejectedCsv,
  type BatchPlan,
  type RawRow,
  type ReceivePorts,
} from "./index.ts"

let house: TestStore
let ports: ReceivePorts
beforeAll(async () => {
  house = await openTestStore()
  const clock = { now: () => new Date("2026-11-28T04:00:00Z") }
  ports = { store: house.store, sealer: sealerOf(randomKeys()), clock }
})
afterAll(() => house.close())

const principal: Principal = {
  id: PrincipalId.parse("0193b3a0-0000-7000-8000-000000000001"),
  actor: "owner",
  permissions: [],
  departments: "all",
  purpose: "test",
}

async function* bytesOf(content: string | Buffer): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content)
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
}

const send = (content: string | Buffer, name = "shop") =>
  receive(ports, {
    principal,
    fileName: `/somewhere/${name}.csv`,
    source: { name },
    bytes: bytesOf(content),
  })

async function rowsOf(batch: BatchId, from = 0): Promise<readonly RawRow[]> {
  const rows: RawRow[] = []
  for await (const chunk of rawRows(ports, batch, { from })) rows.push(...chunk.rows)
  return rows
}

const people = `id,name\n${Array.from({ length: 1234 }, (_none, at) => `${at},客户${at}`).join("\n")}\n`

test("a file that was received is a batch with its rows as they came", async () => {
  const id = await send(people)
  const batch = await ports.store.read((tx) => readBatch(tx, id))
  expect(batch).toMatchObject({
    state: "received",
    fileName: "shop.csv",
    source: { name: "shop", kind: "file" },
    bytes: Buffer.byteLength(people),
    sha256: createHash("sha256").update(people).digest("hex"),
    headers: ["id", "name"],
    rows: 1234,
    dialect: { encoding: "utf-8", delimiter: ",", header: true },
    plan: null,
    tally: { read: 0, rejected: 0 },
    created: new Date("2026-11-28T04:00:00Z"),
  })
  const rows = await rowsOf(id)
  expect(rows).toHaveLength(1234)
  expect(rows[0]).toEqual({ row: 1, cells: ["0", "客户0"] })
  expect(rows[1233]).toEqual({ row: 1234, cells: ["1233", "客户1233"] })
  expect((await rowsOf(id, 2))[0]).toEqual({ row: 1001, cells: ["1000", "客户1000"] })
})

test("what is kept of a row cannot be read without the key", async () => {
  const id = await send(people)
  const chunks = await ports.store.read((tx) =>
    tx
      .tables<{ raw_chunk: { batch: number; data: Buffer } }>()
      .selectFrom("raw_chunk")
      .select("data")
      .where("batch", "=", id)
      .execute(),
  )
  expect(chunks).toHaveLength(3)
  for (const { data } of chunks) expect(data.includes("客户")).toBe(false)
  const stranger = { ...ports, sealer: sealerOf(randomKeys()) }
  await expect(rawRows(stranger, id).next()).rejects.toBeInstanceOf(Failure)
})

test("rows that cannot be used are kept with what is wrong with them", async () => {
  const bad = Buffer.from("d5c5c8fd2cb1b1bea9", "hex")
  const text = Buffer.concat([
    Buffer.from("name,city\n王五,广州\n短\n"),
    bad,
    Buffer.from("\nA\0,B\n"),
  ])
  const id = await send(text)
  expect(await rowsOf(id)).toEqual([
    { row: 1, cells: ["王五", "广州"] },
    {
      row: 2,
      cells: ["短"],
      code: "collect/ragged-row",
      facts: { line: 3, expected: 2, found: 1 },
    },
    {
      row: 3,
      cells: undefined,
      code: "collect/undecodable-row",
      facts: { line: 4, encoding: "utf-8" },
    },
    { row: 4, cells: ["A", "B"] },
  ])
  expect(await sampleOf(ports, id)).toEqual({
    headers: ["name", "city"],
    rows: [
      ["王五", "广州"],
      ["A", "B"],
    ],
  })
})

test("a file that breaks off in the middle leaves nothing behind", async () => {
  const before = await countAll()
  const broken = `${people}9999,"never closed\n`
  await expect(send(broken, "broken")).rejects.toMatchObject({ code: "collect/unterminated-quote" })
  const cut = async function* () {
    yield Buffer.from(people)
    yield Buffer.alloc(400_000, "1,x\n")
    throw new Error("connection lost")
  }
  const lost = receive(ports, { principal, fileName: "lost.csv", bytes: cut() })
  await expect(lost).rejects.toThrow("connection lost")
  expect(await countAll()).toEqual(before)
})

interface Counted {
  batch: { id: number }
  raw_chunk: { batch: number }
  source: { name: string }
}

const countAll = () =>
  ports.store.read(async (tx) => {
    const tables = ["batch", "raw_chunk", "source"] as const
    const counts: number[] = []
    for (const table of tables) {
      const { count } = await tx
        .tables<Counted>()
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow()
      counts.push(count)
    }
    return counts
  })

test("an unknown batch is called unknown", async () => {
  const reading = ports.store.read((tx) => readBatch(tx, BatchId.parse(999_999)))
  await expect(reading).rejects.toMatchObject({
    code: "collect/unknown-batch",
    facts: { batch: 999_999 },
  })
})

test("batches are listed newest first, page by page", async () => {
  const ids = [await send("a,b\nx,y\n", "paged"), await send("a,b\nx,z\n", "paged")]
  const { id: source } = await ports.store.transaction((tx) =>
    ensureSource(tx, { name: "paged", principal }),
  )
  const first = await ports.store.read((tx) => listBatches(tx, { limit: 1, source }))
  expect([first.items.map(({ id }) => id), first.next]).toEqual([[ids[1]], ids[1]])
  const second = await ports.store.read((tx) =>
    listBatches(tx, { limit: 1, source, before: ids[1] }),
  )
  expect([second.items.map(({ id }) => id), second.next]).toEqual([[ids[0]], null])
})

test("a batch is changed only where something is given, and only in the states named", async () => {
  const id = await send(people)
  const plan: BatchPlan = {
    content: "people",
    source: { name: "shop", kind: "file" },
    key: "id",
    sourceColumn: null,
    columns: [{ header: "name", field: "name", confidence: 1, why: "person" }],
    dateOrder: "ymd",
    zone: "Asia/Shanghai",
    currency: "CNY",
  }
  const tally = {
    read: 1234,
    accepted: 1234,
    new: 1230,
    changed: 0,
    same: 4,
    rejected: 0,
    customers: 1230,
    joined: 0,
  }
  const change = (state: "importing" | "done") =>
    ports.store.transaction((tx) =>
      updateBatch(tx, id, { state, plan, tally, when: { in: ["received"] } }),
    )
  expect(await change("importing")).toBe(true)
  expect(await change("done")).toBe(false)
  const batch = await ports.store.read((tx) => readBatch(tx, id))
  expect(batch).toMatchObject({ state: "importing", plan, tally, headers: ["id", "name"] })
  const wrong = ports.store.transaction((tx) =>
    updateBatch(tx, id, { tally: { ...tally, read: 1 } }),
  )
  await expect(wrong).rejects.toThrow("batch_check")
})

test("rejected rows are told page by page, each once, and cleared", async () => {
  const id = await send(people)
  const rejections = Array.from({ length: 7000 }, (_none, at) => ({ row: at + 1, code: "flow/x" }))
  await ports.store.transaction(async (tx) => {
    await rejectRows(tx, id, rejections)
    await rejectRows(tx, id, [{ row: 1, code: "flow/y", column: "name", facts: { found: 1 } }])
  })
  const page = await ports.store.read((tx) => readRejections(tx, id, { limit: 2, after: 0 }))
  expect(page).toEqual({
    items: [
      { row: 1, code: "flow/x", column: null, facts: {} },
      { row: 2, code: "flow/x", column: null, facts: {} },
    ],
    next: 2,
  })
  const last = await ports.store.read((tx) => readRejections(tx, id, { limit: 2, after: 6999 }))
  expect([last.items.map(({ row }) => row), last.next]).toEqual([[7000], null])
  await ports.store.transaction((tx) => clearRejections(tx, id))
  const none = await ports.store.read((tx) => readRejections(tx, id, { limit: 2 }))
  expect(none).toEqual({ items: [], next: null })
})

test("rejected rows are written with their cells, their number and the reason", async () => {
  const id = await send(
    Buffer.concat([
      Buffer.from('name,note\n"Li, ""Na""",=1+1\n短\n'),
      Buffer.from([0xd5, 0xc5]),
      Buffer.from(",x\n"),
      Buffer.from([0xff, 0x41]),
      Buffer.from(",y\na,b,c\nfine,row\n"),
    ]),
  )
  await ports.store.transaction((tx) =>
    rejectRows(
      tx,
      id,
      [1, 2, 3, 4, 5].map((row) => ({ row, code: "collect/ragged-row" })),
    ),
  )
  const words = {
    sayReason: ({ code }: { readonly code: string }) => `because ${code}`,
    rowHeading: "row",
    reasonHeading: "reason",
  }
  let text = ""
  for await (const piece of writeRejectedCsv(ports, id, words)) text += piece
  expect(text).toBe(
    "\uFEFFname,note,row,reason\r\n" +
      `"Li, ""Na""",'=1+1,1,because collect/ragged-row\r\n` +
      "短,,2,because collect/ragged-row\r\n" +
      "张,x,3,because collect/ragged-row\r\n" +
      "\uFFFDA,y,4,because collect/ragged-row\r\n" +
      "a,b,5,because collect/ragged-row,c\r\n",
  )
})

test("a source is made once, with what is usual for its kind", async () => {
  const twice = await Promise.all(
    [1, 2].map(() =>
      ports.store.transaction((tx) =>
        ensureSource(tx, { name: "登记处", kind: "register", principal }),
      ),
    ),
  )
  expect(twice[0]).toEqual(twice[1])
  expect(twice[0]).toMatchObject({ kind: "register", direct: false, zone: "Asia/Shanghai" })
  expect(twice[0]?.trust).toBeCloseTo(0.9)
  const unknown = ports.store.transaction((tx) =>
    ensureSource(tx, { name: "new", kind: "telepathy", principal }),
  )
  await expect(unknown).rejects.toMatchObject({ code: "collect/unknown-source-kind" })
})

test("what is said of a source can be changed; its name stays its own", async () => {
  const make = (name: string) =>
    ports.store.transaction((tx) => ensureSource(tx, { name, principal }))
  const source = await make("one")
  await make("two")
  const changed = await ports.store.transaction((tx) =>
    updateSource(tx, source.id, { trust: 0.25, lawfulBasis: "contract" }),
  )
  expect(changed).toEqual({ ...source, trust: 0.25, lawfulBasis: "contract" })
  const same = await ports.store.transaction((tx) => updateSource(tx, source.id, {}))
  expect(same).toEqual(changed)
  const taken = ports.store.transaction((tx) => updateSource(tx, source.id, { name: "two" }))
  await expect(taken).rejects.toMatchObject({ code: "collect/source-name-taken" })
  const known = await ports.store.read((tx) => standings(tx))
  expect(known.get(source.no)).toMatchObject({ id: source.id, name: "one", trust: 0.25 })
})

test("a source says how much it brought", async () => {
  await send(people, "yielding")
  const all = await ports.store.read((tx) => readSources(tx))
  const source = all.find(({ name }) => name === "yielding")
  expect(source).toMatchObject({ batches: 1, records: 0, customers: 0, events: 0 })
  expect(source?.lastBatch).toEqual(new Date("2026-11-28T04:00:00Z"))
})

test("kinds of source have names that occur once and a trust that is one", () => {
  expect(new Set(sourceKinds.map(({ kind }) => kind)).size).toBe(sourceKinds.length)
  for (const { trust } of sourceKinds) expect(trust > 0 && trust < 1).toBe(true)
})
