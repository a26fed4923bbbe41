import { randomUUID } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { request } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { z } from "zod"
import { Batch, CustomerPage, CustomerRow, operations, Source, View } from "#contract"
import { storeOn } from "../store/open-store.ts"
import { openTestStore, type TestStore } from "../../test/database.ts"
import { readWorkbook } from "../../test/workbook.ts"
import { silentLog } from "./http/log.ts"
import { openApplication, type Application } from "./start-application.ts"

let dataDir: string
let tested: TestStore
let application: Application

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "zhike-operations-"))
  tested = await openTestStore()
  application = await open()
})

afterAll(async () => {
  await application.close()
  await tested.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** On the same database each time: closing the application leaves it there. */
function open(): Promise<Application> {
  const store = storeOn({ ...tested.store.database, close: () => Promise.resolve() })
  const opening = { host: "127.0.0.1", ports: [0], serveWeb: false, announce: false }
  return openApplication(store, { ...opening, dataDir, log: silentLog, threadFrom: 0 })
}

interface Asking {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

function ask(path: string, { method = "GET", body, headers }: Asking = {}): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body)
  return fetch(new URL(`/api/v1${path}`, application.url), {
    method,
    headers: {
      Authorization: `Bearer ${application.token}`,
      "Idempotency-Key": randomUUID(),
      "Accept-Language": "en",
      ...(typeof body === "string" || body === undefined
        ? {}
        : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: text }),
  })
}

async function get<Value>(schema: z.ZodType<Value>, path: string, asking?: Asking): Promise<Value> {
  const answer = await ask(path, asking)
  const value = await answer.json()
  expect({ status: answer.status, value }).toMatchObject({ status: 200 })
  return schema.parse(value)
}

function upload(text: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return ask("/uploads", {
    method: "POST",
    body: text,
    headers: {
      "X-Zhike-File-Name": encodeURIComponent("会员.csv"),
      "X-Zhike-Source": encodeURIComponent("门店会员"),
      ...headers,
    },
  })
}

async function received(text: string, headers?: Readonly<Record<string, string>>) {
  return Batch.parse(await (await upload(text, headers)).json())
}

/** What the stream of progress says, until it ends by itself. */
async function followed(batch: number): Promise<readonly z.infer<typeof Batch>[]> {
  const answer = await ask(`/batches/${batch}/progress`)
  expect(answer.headers.get("content-type")).toBe("text/event-stream")
  const events = (await answer.text()).split("\n").filter((line) => line.startsWith("data: {"))
  return events.map((line) => Batch.parse(JSON.parse(line.slice("data: ".length))))
}

async function imported(text: string, headers?: Readonly<Record<string, string>>) {
  const { id } = await received(text, headers)
  await get(Batch, `/batches/${id}/run`, { method: "POST" })
  const steps = await followed(id)
  return { id, last: steps.at(-1) }
}

const Rows = z.strictObject({ items: z.array(CustomerRow), next: z.string().nullable() })

const people =
  "会员号,姓名,手机,邮箱\nM1,张伟,138 0013 8000,zhang@example.com\nM2,李四,13900139000,\n"

describe("a file", () => {
  test("becomes a batch with a guess where its columns go, and a look at its rows", async () => {
    const batch = await received(people)
    expect(batch).toMatchObject({
      fileName: "会员.csv",
      source: { name: "门店会员", kind: "file" },
      state: "received",
      plan: {
        key: "会员号",
        columns: [{}, { field: "name" }, { field: "phones" }, { field: "emails" }],
      },
    })
    const Sample = z.object({ headers: z.array(z.string()), rows: z.array(z.array(z.string())) })
    const sample = await get(Sample, `/batches/${batch.id}/sample`)
    expect(sample.rows[0]).toEqual(["M1", "张伟", "138 0013 8000", "zhang@example.com"])
    expect((await ask(`/batches/${batch.id}`, { method: "DELETE" })).status).toBe(200)
  })

  test("sent twice under one key is one batch", async () => {
    const headers = { "Idempotency-Key": randomUUID() }
    const first = await received(people, headers)
    const second = await received(people, headers)
    expect(second).toEqual(first)
    await ask(`/batches/${first.id}`, { method: "DELETE" })
  })

  test.each([
    ["without a name", { "X-Zhike-File-Name": "" }, "X-Zhike-File-Name"],
    ["with a name that is no encoding", { "X-Zhike-File-Name": "%E4%BC" }, "X-Zhike-File-Name"],
    ["of an unknown content", { "X-Zhike-Content": "pictures" }, "X-Zhike-Content"],
    ["with half a dialect", { "X-Zhike-Dialect": '{"encoding":' }, "X-Zhike-Dialect"],
    ["with an unknown encoding", { "X-Zhike-Dialect": '{"encoding":"utf-7"}' }, "X-Zhike-Dialect"],
  ])("%s is refused, and nothing is kept", async (_what, headers, header) => {
    const before = await batchCount()
    const answer = await upload(people, headers)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: "server/header", data: { header } })
    expect(await batchCount()).toBe(before)
  })

  test("that is empty is refused, and nothing is kept", async () => {
    const before = await batchCount()
    const answer = await upload("\n")
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await batchCount()).toBe(before)
  })
})

test("who is refused while still sending gets the answer, though the connection ends after it", async () => {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const headers = {
    authorization: `Bearer ${application.token}`,
    "idempotency-key": randomUUID(),
    "x-zhike-file-name": "large.csv",
    "x-zhike-content": "pictures",
    connection: "close",
  }
  const url = new URL("/api/v1/uploads", application.url)
  const sent = request(url, { method: "POST", agent: false, headers })
  sent.once("response", (answer) => {
    answer.resume()
    answer.once("end", () => resolve(answer.statusCode ?? 0))
  })
  sent.once("error", reject)
  const piece = Buffer.alloc(1024 * 1024, "x")
  const pieces = Array.from({ length: 64 }, () => piece)
  // With the answer in hand Node's client stops sending.
  const sending = pipeline(Readable.from(pieces), sent).catch(() => undefined)
  expect(await promise).toBe(400)
  await sending
})

async function batchCount(): Promise<number> {
  const { items } = await get(z.object({ items: z.array(Batch) }), "/batches?limit=500")
  return items.length
}

describe("an import", () => {
  test("is followed to its end; then its customers are found, read and asked why", async () => {
    const { id, last } = await imported(people)
    expect(last).toMatchObject({ id, state: "done", tally: { read: 2, accepted: 2, new: 2 } })
    const asked = { method: "POST", body: { search: "zhangwei" } }
    const { items } = await get(Rows, "/customers/search", asked)
    expect(items).toMatchObject([{ name: "张伟", sources: ["门店会员"] }])
    const number = encodeURIComponent(items[0]?.number ?? "")
    const page = await get(CustomerPage, `/customers/${number}`)
    expect(page.golden).toMatchObject({ phones: ["+8613800138000"] })
    const Why = z.object({
      candidates: z.array(z.object({ won: z.boolean(), written: z.string().nullable() })),
    })
    const why = await get(Why, `/customers/${page.id}/why/phones`)
    expect(why.candidates).toEqual([{ won: true, written: "138 0013 8000" }])
    for (const part of ["timeline", "evidence", "joins", "holdings"]) {
      expect((await ask(`/customers/${page.id}/${part}`)).status).toBe(200)
    }
  })

  test("can be asked about as of a day: before it nobody was there, today everybody is", async () => {
    const today = new Date().toISOString()
    const count = (asOf: string) =>
      get(z.object({ count: z.int() }), "/customers/count", { method: "POST", body: { asOf } })
    expect(await count("2020-01-01")).toEqual({ count: 0 })
    expect(await count(today)).toEqual(
      await get(z.object({ count: z.int() }), "/customers/count", { method: "POST", body: {} }),
    )
    const found = z.object({ items: z.array(CustomerRow) })
    const { items } = await get(found, "/customers/search", { method: "POST", body: {} })
    const number = items[0]?.number ?? ""
    const then = await get(CustomerPage, `/customers/${number}?asOf=${today}`)
    expect(then).toEqual({ ...(await get(CustomerPage, `/customers/${number}`)), traits: [] })
    expect((await ask(`/customers/${number}?asOf=2020-01-01`)).status).toBe(404)
    const trait = { is: "trait", analysis: "rfm", column: "segment", values: ["lost"] }
    const refused = await ask("/customers/count", {
      method: "POST",
      body: { question: trait, asOf: today },
    })
    expect(await refused.json()).toMatchObject({
      code: "keep/question",
      detail: expect.stringContaining("for now only"),
    })
  })

  test("of the same file again changes nothing; undone, the other delivery still stands", async () => {
    const again = await imported(people)
    expect(again.last).toMatchObject({ tally: { read: 2, same: 2 } })
    await get(Batch, `/batches/${again.id}/undo`, { method: "POST" })
    expect((await followed(again.id)).at(-1)).toMatchObject({ state: "undone" })
    const Counted = z.object({ count: z.int() })
    expect(await get(Counted, "/customers/count", { method: "POST", body: {} })).toEqual({
      count: 2,
    })
  })

  test("can be looked at before: the tally is foreseen, and discarding it leaves nothing", async () => {
    const before = await batchCount()
    const { id } = await received("会员号,姓名\nM3,王五\n")
    await get(Batch, `/batches/${id}/preview`, { method: "POST" })
    expect((await followed(id)).at(-1)).toMatchObject({ state: "previewed", tally: { new: 1 } })
    expect((await ask(`/batches/${id}`, { method: "DELETE" })).status).toBe(200)
    expect((await ask(`/batches/${id}`)).status).toBe(404)
    expect(await batchCount()).toBe(before)
  })

  test("paused and wanted again within a moment goes on; paused while it waits its turn, it rests", async () => {
    const held: { let?: () => void } = {}
    const others = tested.store.exclusively(
      "keep",
      () => new Promise<void>((resolve) => (held.let = resolve)),
    )
    const { id } = await received(people, { "X-Zhike-Source": encodeURIComponent("排队") })
    const { id: second } = await received(people, { "X-Zhike-Source": encodeURIComponent("等着") })
    for (const batch of [id, second]) {
      await get(Batch, `/batches/${batch}/run`, { method: "POST" })
      await get(Batch, `/batches/${batch}/pause`, { method: "POST" })
    }
    await get(Batch, `/batches/${id}/resume`, { method: "POST" })
    held.let?.()
    await others
    expect((await followed(id)).at(-1)).toMatchObject({ state: "done" })
    expect(await get(Batch, `/batches/${second}`)).toMatchObject({ state: "paused" })
    for (const batch of [id, second]) {
      const state = batch === id ? "undone" : "cancelled"
      const deed = batch === id ? "undo" : "cancel"
      await get(Batch, `/batches/${batch}/${deed}`, { method: "POST" })
      await expect
        .poll(async () => (await get(Batch, `/batches/${batch}`)).state, { timeout: 20_000 })
        .toBe(state)
    }
  })

  test("that is done can be neither run, paused nor discarded", async () => {
    const { id } = await imported("会员号,姓名\nM4,赵六\n")
    const answers = await Promise.all([
      ask(`/batches/${id}/run`, { method: "POST" }),
      ask(`/batches/${id}/pause`, { method: "POST" }),
      ask(`/batches/${id}`, { method: "DELETE" }),
    ])
    const codes = await Promise.all(answers.map(async (answer) => (await answer.json()).code))
    expect(codes).toEqual(["flow/batch-state", "flow/batch-state", "flow/batch-state"])
  })

  test("says which rows it refused, in the reader's language, row by row", async () => {
    const { id, last } = await imported("会员号,姓名\nM5,孙七\n,\n")
    expect(last).toMatchObject({ tally: { read: 2, accepted: 1, rejected: 1 } })
    const Rejected = z.object({ items: z.array(z.object({ row: z.int(), code: z.string() })) })
    const { items } = await get(Rejected, `/batches/${id}/rejections`)
    expect(items).toEqual([{ row: 2, code: "flow/empty-row" }])
    const csv = await (await ask(`/batches/${id}/rejected.csv`)).text()
    expect(csv.split("\r\n")[0]).toBe("会员号,姓名,row,reason")
    expect(csv).toContain(",,2,")
  })

  test("has its rejected rows mended in a batch that names it, one after the other or as a file", async () => {
    const { id } = await imported(`${people}M9\n`, { "X-Zhike-Source": "mending" })
    const Rejected = z.object({ items: z.array(z.looseObject({ row: z.int() })) })
    const { items } = await get(Rejected, `/batches/${id}/rejected`)
    expect(items).toMatchObject([{ row: 3, cells: ["M9"], mendedBy: null }])
    const rows = [{ row: 3, cells: ["M9", "王五", "13700137009", ""] }]
    const mended = await get(Batch, `/batches/${id}/mended`, { method: "POST", body: { rows } })
    expect(mended).toMatchObject({ state: "received", mends: id, source: { name: "mending" } })
    const other = await ask(`/batches/${id}/mended`, {
      method: "POST",
      body: { rows: [{ row: 1, cells: ["M1", "张伟", "", ""] }] },
    })
    expect(other.status).toBe(422)
    const file = await received("会员号,姓名\nM9,王五\n", { "X-Zhike-Mends": String(id) })
    expect(file).toMatchObject({ mends: id, source: { name: "mending" }, plan: { key: "会员号" } })
    for (const batch of [mended.id, file.id]) await ask(`/batches/${batch}`, { method: "DELETE" })
    await get(Batch, `/batches/${id}/undo`, { method: "POST" })
    expect((await followed(id)).at(-1)).toMatchObject({ state: "undone" })
  })

  test("whose program ends in the middle goes on at the next start", async () => {
    const rows = Array.from({ length: 4000 }, (_none, at) => `N${at},客户${at}`)
    const { id } = await received(`会员号,姓名\n${rows.join("\n")}\n`)
    await get(Batch, `/batches/${id}/run`, { method: "POST" })
    await application.close()
    application = await open()
    expect((await followed(id)).at(-1)).toMatchObject({
      state: "done",
      tally: { read: 4000, accepted: 4000, new: 4000 },
    })
  })
})

describe("an export", () => {
  const wanted = { what: "membership", format: "csv" }

  test("has a row for each record", async () => {
    const answer = await ask("/exports", { method: "POST", body: wanted })
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8")
    const lines = (await answer.text()).trimEnd().split("\r\n")
    expect(lines[0]).toBe("source,source_key,customer_id,customer_number")
    const { records } = await get(z.looseObject({ records: z.int() }), "/system")
    expect(lines.length - 1).toBe(records)
  })

  test.each([
    ["of something unknown", { ...wanted, what: "secrets" }, "what"],
    ["with a field nobody declared", { ...wanted, where: "1=1" }, "where"],
    ["in an unknown format", { ...wanted, format: "xls" }, "format"],
    ["for an unknown purpose", { ...wanted, purpose: "张三" }, "purpose"],
  ])("%s is refused", async (_what, body, path) => {
    const answer = await ask("/exports", { method: "POST", body })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: "server/input", data: { path } })
  })

  const wu = {
    what: "customers",
    columns: ["name", "phones", "last_event"],
    question: { is: "like", field: "name", text: "张", at: "start" },
  }

  test("of chosen customers is a workbook under the reader's words, and the trail says what for", async () => {
    const body = { ...wu, format: "xlsx", words: true, purpose: "service" }
    const answer = await ask("/exports", { method: "POST", body })
    expect(answer.headers.get("content-disposition")).toContain("customers.xlsx")
    const [rows] = readWorkbook(Buffer.from(await answer.arrayBuffer())).values()
    expect(rows?.[0]).toEqual(["Name", "Phones", "Last contact"])
    expect(rows?.[1]).toEqual(["张伟", "+8613800138000", null])
    const Trail = z.object({
      items: z.array(z.object({ action: z.string(), facts: z.looseObject({}) })),
    })
    const { items } = await get(Trail, "/audit?limit=5")
    expect(items.find(({ action }) => action === "export/written")?.facts).toMatchObject({
      format: "xlsx",
      purpose: "service",
      columns: "name phones last_event",
      rows: (rows?.length ?? 0) - 1,
    })
  })

  test("through a view has its conditions, order and columns", async () => {
    const keeping = { method: "POST", body: { question: wu.question } }
    const kept = await get(z.looseObject({ id: z.string() }), "/questions", keeping)
    const body = { name: "姓张的", question: kept.id, columns: [{ id: "phones" }] }
    const view = await get(View, "/views", { method: "POST", body })
    const exported = { what: "customers", view: view.id, format: "csv" }
    const answer = await ask("/exports", { method: "POST", body: exported })
    const [head, first] = (await answer.text()).split("\r\n")
    expect(head).toBe("customer_id,customer,phones")
    expect(first).toMatch(/^[0-9a-f-]{36},张伟,\+8613800138000$/)
    await ask(`/views/${view.id}`, { method: "DELETE" })
  })

  test("of something else takes no conditions, and a question that cannot be asked is refused before it begins", async () => {
    const other = await ask("/exports", { method: "POST", body: { ...wu, what: "records" } })
    expect(await other.json()).toMatchObject({ code: "flow/export-chosen" })
    const question = { is: "like", field: "salary", text: "1", at: "start" }
    const odd = await ask("/exports", { method: "POST", body: { ...wu, question } })
    expect(odd.status).toBe(422)
    expect(await odd.json()).toMatchObject({ code: "keep/question" })
  })

  test("of an analysis that was never run says so before it begins", async () => {
    const answer = await ask("/exports", { method: "POST", body: { ...wanted, what: "rfm" } })
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: "analyse/no-run" })
  })
})

const lists = operations.filter(({ method, path }) => method === "GET" && !path.includes("{"))

test.each(
  lists.filter(({ name }) => name !== "analysis.rfm").map(({ name, path }) => [name, path]),
)("%s answers what the contract promises", async (_name, path) => {
  expect((await ask(path)).status).toBe(200)
})

test("a source is changed in what is given, and a source that nobody knows is not found", async () => {
  const [source] = await get(z.array(Source), "/sources")
  const body = { trust: 0.9, purpose: "会员服务" }
  const changed = await get(Source, `/sources/${source?.id}`, { method: "PATCH", body })
  expect(changed).toMatchObject({ ...body, name: source?.name, kind: source?.kind })
  const unknown = await ask(`/sources/${randomUUID()}`, { method: "PATCH", body })
  expect(await unknown.json()).toMatchObject({ status: 404, code: "collect/unknown-source" })
})

test("what is done leaves an entry in the audit trail and in the journal", async () => {
  const Trail = z.object({ items: z.array(z.object({ action: z.string(), object: z.string() })) })
  const trail = await get(Trail, "/audit?limit=500")
  const actions = new Set(trail.items.map(({ action }) => action))
  expect([...actions]).toEqual(expect.arrayContaining(["batch/import", "batch/undo"]))
  await expect
    .poll(async () => (await get(z.array(z.object({ position: z.int() })), "/journal")).length)
    .toBeGreaterThan(0)
})

test("rebuilding finds nothing to mend, and resolving anew joins nobody else", async () => {
  const Rebuilt = z.object({ differences: z.int(), where: z.array(z.unknown()) })
  const check = { method: "POST", body: { check: true } }
  expect(await get(Rebuilt, "/rebuilds", check)).toEqual({ differences: 0, where: [] })
  const Resolved = z.object({ records: z.int(), customers: z.int() })
  const resolved = await get(Resolved, "/resolve-runs", { method: "POST" })
  expect(resolved.customers).toBe(resolved.records)
})

describe("a view of the list", () => {
  test("is made once however often it is sent, changed, removed and brought back; each is audited", async () => {
    const sent = {
      method: "POST",
      body: { name: "老客户", columns: [{ id: "phones" }, { id: "rfm.segment", width: 140 }] },
      headers: { "Idempotency-Key": randomUUID() },
    }
    const view = await get(View, "/views", sent)
    expect(await get(View, "/views", sent)).toEqual(view)
    expect(view).toMatchObject({ name: "老客户", mine: true, pinned: true, sort: "-updated" })
    const path = `/views/${view.id}`
    const renamed = await get(View, path, { method: "PATCH", body: { name: "老朋友" } })
    expect(renamed).toEqual({ ...view, name: "老朋友" })
    await get(View, path, { method: "DELETE" })
    expect(await get(z.array(View), "/views")).toEqual([])
    await get(View, `${path}/restore`, { method: "POST" })
    expect(await get(z.array(View), "/views")).toEqual([renamed])
    const Trail = z.object({ items: z.array(z.object({ action: z.string(), object: z.string() })) })
    const { items } = await get(Trail, "/audit?limit=20")
    expect(
      items.filter(({ object }) => object === `view ${view.id}`).map(({ action }) => action),
    ).toEqual(["view/restore", "view/remove", "view/change", "view/make"])
  })

  test("shows only columns that there are", async () => {
    const Columns = z.array(z.object({ id: z.string(), sort: z.string().nullable() }))
    const columns = await get(Columns, "/views/columns")
    expect(columns.filter(({ sort }) => sort !== null).map(({ id }) => id)).toEqual([
      "number",
      "name",
      "updated",
    ])
    const wrong = { name: "错的", columns: [{ id: "salary" }] }
    const answer = await ask("/views", { method: "POST", body: wrong })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({
      code: "keep/unknown-column",
      data: { column: "salary" },
    })
  })
})
