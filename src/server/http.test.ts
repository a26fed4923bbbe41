import { randomUUID } from "node:crypto"
import { mkdtemp, rm, stat } from "node:fs/promises"
import { request, type IncomingMessage } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { z } from "zod"
import { operations } from "#contract"
import { openTestStore, type TestStore } from "../../test/database.ts"
import { parsePublicUrl } from "./http/doorplate.ts"
import type { LogLine } from "./http/log.ts"
import { findRunning } from "./server-file.ts"
import { openApplication, type Application } from "./start-application.ts"

let dataDir: string
let tested: TestStore
let application: Application
const logged: LogLine[] = []
const log = (line: LogLine) => void logged.push(line)

const opening = { host: "127.0.0.1", ports: [0], serveWeb: true, announce: true }

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "zhike-http-"))
  tested = await openTestStore()
  application = await openApplication(tested.store, { ...opening, dataDir, log })
})

afterAll(async () => {
  await application.close()
  await rm(dataDir, { recursive: true, force: true })
})

const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  defined: z.boolean(),
  request: z.uuid(),
})

interface Asking {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly token?: string | null
  readonly key?: string | null
}

/** `null` leaves a header out. */
async function ask(path: string, asking: Asking = {}): Promise<Response> {
  const { method = "GET", body, headers, token = application.token, key = randomUUID() } = asking
  return fetch(new URL(path, application.url), {
    method,
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(key === null ? {} : { "Idempotency-Key": key }),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      "Accept-Language": "en",
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  })
}

async function problemOf(answer: Response) {
  expect(answer.headers.get("content-type")).toBe("application/problem+json")
  const problem = Problem.parse(await answer.json())
  expect(problem.status).toBe(answer.status)
  return problem
}

/** What fetch does not let one say: a Host of one's own. */
function askAs(host: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const { port } = new URL(application.url)
  const sent = request({ host: "127.0.0.1", port, path: "/healthz", headers: { ...headers, host } })
  sent.once("response", (answer) => {
    answer.resume()
    resolve(answer.statusCode ?? 0)
  })
  sent.once("error", reject)
  sent.end()
  return promise
}

describe("who gets in", () => {
  test("health and the document of the API need no token", async () => {
    expect((await ask("/healthz", { token: null })).status).toBe(200)
    expect((await ask("/readyz", { token: null })).status).toBe(200)
    const document = await ask("/api/v1/openapi.json", { token: null })
    expect(await document.json()).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) })
  })

  test("behind a proxy it is at home under the public address, by HTTPS alone", async () => {
    const place = await mkdtemp(join(tmpdir(), "zhike-proxy-"))
    const other = await openTestStore()
    const publicUrl = "https://crm.example.cn"
    const settings = { ...opening, announce: false, publicUrl, dataDir: place, log }
    const proxied = await openApplication(other.store, settings)
    const link = await proxied.link()
    expect(link.startsWith(`${publicUrl}/enter/`)).toBe(true)
    const { hostname, port, pathname } = new URL(new URL(link).pathname, proxied.url)
    const call = (headers: Readonly<Record<string, string>>, path = "/healthz") => {
      const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
      request({ host: hostname, port, path, headers }, resolve).once("error", reject).end()
      return promise
    }
    const origin = publicUrl
    const asNamed = await call({ host: "crm.example.cn", origin })
    const asCalled = await call({ host: `127.0.0.1:${port}`, origin })
    const foreign = await call({ host: "evil.example" })
    const strange = await call({ host: "crm.example.cn", origin: "https://evil.example" })
    const statuses = [asNamed, asCalled, foreign, strange].map((answer) => answer.statusCode)
    expect(statuses).toEqual([200, 200, 403, 403])
    expect(asNamed.headers["strict-transport-security"]).toBe("max-age=31536000")
    const entered = await call({ host: "crm.example.cn" }, pathname)
    expect(entered.headers["set-cookie"]?.[0]).toMatch(/; HttpOnly.*; Secure$/)
    for (const answer of [asNamed, asCalled, foreign, strange, entered]) answer.resume()
    await proxied.close()
    await rm(place, { recursive: true, force: true })
  })

  test.each(["crm.example.cn", "https://crm.example.cn/zhike", "ftp://crm.example.cn"])(
    "%s is no public address",
    (text) => {
      expect(() => parsePublicUrl(text)).toThrow(
        expect.objectContaining({ code: "server/public-url" }),
      )
    },
  )

  test("a doctor looks at the mirror too", async () => {
    const checks = z.array(
      z.looseObject({ check: z.string(), state: z.string(), text: z.string() }),
    )
    const found = checks.parse(await (await ask("/api/v1/system/doctor")).json())
    const mirror = found.find(({ check }) => check === "mirror")
    expect(mirror).toMatchObject({
      state: "ok",
      text: expect.stringMatching(/^check.server.mirror-/),
    })
  })

  test("figures for Prometheus need a token, and tell how requests went", async () => {
    expect((await problemOf(await ask("/metrics", { token: null }))).code).toBe("server/no-token")
    await ask("/api/v1/system")
    await ask("/no/such/thing", { method: "POST", token: null })
    const answer = await ask("/metrics")
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/)
    const figures = await answer.text()
    expect(figures).toMatch(
      /request_duration_seconds_count\{method="GET",route="GET \/system",status="200"\} [1-9]/,
    )
    expect(figures).toMatch(/_count\{method="POST",route="none",status="404"\} [1-9]/)
    expect(figures).not.toContain("no/such/thing")
    expect(figures).toMatch(/^zhike_database_bytes [1-9]\d{6,}$/m)
    expect(figures).toMatch(/^zhike_table_rows_estimate\{table="customer"\} \d+$/m)
    expect(figures).toMatch(/^zhike_consumer_behind_entries\{consumer="sequencer"\} \d+$/m)
    expect(figures).toMatch(/^zhike_database_connections\{state="busy"\} \d+$/m)
    expect(figures).toMatch(/^zhike_mirror_behind_seconds \d+/m)
    expect(figures).toMatch(/^process_resident_memory_bytes \d{7,}$/m)
  })

  test.each(operations.map(({ method, path }) => [method, path]))(
    "%s %s needs one",
    async (method, path) => {
      const address = `/api/v1${path.replaceAll(/\{\w+\}/g, "1")}`
      const without = await problemOf(await ask(address, { method, token: null }))
      const wrong = await problemOf(await ask(address, { method, token: "x".repeat(43) }))
      expect([without.code, wrong.code]).toEqual(["server/no-token", "server/no-token"])
      expect(without.status).toBe(401)
    },
  )

  test("a one-time link becomes a session once", async () => {
    const link = await application.link()
    const looked = await fetch(link, { method: "HEAD" })
    const entered = await fetch(link, { redirect: "manual" })
    const again = await fetch(link, { redirect: "manual" })
    expect([looked.status, entered.status, again.status]).toEqual([410, 303, 410])
    expect(entered.headers.get("location")).toBe("/")
    const cookie = entered.headers.get("set-cookie") ?? ""
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict/)
    const headers = { cookie: cookie.split(";")[0] ?? "" }
    expect((await ask("/api/v1/fields", { token: null, headers })).status).toBe(200)
    expect(await again.text()).toContain("zhike link")
  })

  test("a foreign Host or Origin is refused before anything else", async () => {
    expect(await askAs("evil.example")).toBe(403)
    expect(await askAs("127.0.0.1.evil.example")).toBe(403)
    expect(await askAs("localhost:1")).toBe(200)
    const { host } = new URL(application.url)
    expect(await askAs(host, { origin: "http://evil.example" })).toBe(403)
    expect(await askAs(host, { origin: "null" })).toBe(403)
    expect(await askAs(host, { origin: `http://${host}` })).toBe(200)
  })
})

describe("what is refused", () => {
  test("a change without an Idempotency-Key, or with a bad one", async () => {
    const body = { question: { is: "everyone" } }
    const missing = await ask("/api/v1/questions", { method: "POST", body, key: null })
    expect(await problemOf(missing)).toMatchObject({ status: 400, code: "server/key-missing" })
    const short = await ask("/api/v1/questions", { method: "POST", body, key: "short" })
    expect(await problemOf(short)).toMatchObject({ status: 400, code: "server/key-shape" })
  })

  test("a field nobody declared, named by its path", async () => {
    const body = { limit: 5, colour: "red" }
    const answer = await problemOf(await ask("/api/v1/customers/search", { method: "POST", body }))
    expect(answer).toMatchObject({
      status: 400,
      code: "server/input",
      data: { path: "colour", issue: "unrecognized_keys" },
    })
    expect(answer.detail).toBe("“colour” is wrong: there is no such field.")
  })

  test("a value of the wrong kind, with what should stand there", async () => {
    const body = { search: 5, limit: 900 }
    const answer = await problemOf(await ask("/api/v1/customers/search", { method: "POST", body }))
    expect(answer.data).toEqual({
      path: "search",
      issue: "invalid_type",
      wanted: "string",
      more: 1,
    })
    expect(answer.detail).toBe("“search” is wrong: it should be a text. 1 more place.")
  })

  test("half a JSON, and a body that is none", async () => {
    const half = await ask("/api/v1/customers/search", { method: "POST", body: '{"limit": ' })
    expect(await problemOf(half)).toMatchObject({ status: 400, code: "server/json" })
    const headers = { "Content-Type": "text/plain" }
    const text = await ask("/api/v1/customers/search", { method: "POST", body: "{}", headers })
    expect(await problemOf(text)).toMatchObject({ status: 415, code: "server/content-type" })
  })

  test("a body of more than a megabyte", async () => {
    const body = { search: "x".repeat(1024 * 1024) }
    const answer = await ask("/api/v1/customers/search", { method: "POST", body })
    expect(await problemOf(answer)).toMatchObject({ status: 413, code: "server/body-too-large" })
  })

  test("ids that do not exist and addresses that lead nowhere", async () => {
    const id = randomUUID()
    const codes = await Promise.all(
      ["/batches/99", `/questions/${id}`, "/nothing", "/batches/99/rejected.csv"].map(
        async (path) => {
          const { status, code } = await problemOf(await ask(`/api/v1${path}`))
          return [status, code]
        },
      ),
    )
    expect(codes).toEqual([
      [404, "collect/unknown-batch"],
      [404, "store/unknown-question"],
      [404, "server/unknown-route"],
      [404, "collect/unknown-batch"],
    ])
  })

  test("ids of the wrong form", async () => {
    const answer = await problemOf(await ask("/api/v1/questions/1%20or%201=1"))
    expect(answer).toMatchObject({ status: 400, code: "server/input", data: { path: "question" } })
  })

  test("files outside the page", async () => {
    const paths = ["/assets/..%2f..%2f..%2fpackage.json", "/..%2f..%2fpackage.json", "/x%00.js"]
    const statuses = await Promise.all(paths.map(async (path) => (await ask(path)).status))
    expect(statuses).toEqual([404, 404, 404])
  })
})

describe("what happens once", () => {
  const body = { question: { is: "like", field: "name", text: "张", at: "start" } }

  test("the same key gives the same answer again, and another request under it is a mistake", async () => {
    const key = randomUUID()
    const first = await ask("/api/v1/questions", { method: "POST", body, key })
    const second = await ask("/api/v1/questions", { method: "POST", body, key })
    expect(await second.json()).toEqual(await first.json())
    const other = { question: { is: "everyone" } }
    const third = await ask("/api/v1/questions", { method: "POST", body: other, key })
    expect(await problemOf(third)).toMatchObject({
      status: 422,
      code: "store/idempotency-mismatch",
    })
  })

  test("a link that is asked for again with its key is the same link", async () => {
    const key = randomUUID()
    const first = await (await ask("/api/v1/system/links", { method: "POST", key })).json()
    const second = await (await ask("/api/v1/system/links", { method: "POST", key })).json()
    expect(second).toEqual(first)
    const trail = await (await ask("/api/v1/audit")).json()
    expect(trail).toMatchObject({ items: [{ action: "link/issue", object: "page" }] })
  })

  test("twenty at once neither wait for each other for ever nor do it twice", async () => {
    const key = randomUUID()
    const asking = { method: "POST", body, key }
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => (await ask("/api/v1/questions", asking)).json()),
    )
    const [first] = answers
    expect(answers).toEqual(answers.map(() => first))
    expect(first).toMatchObject(body)
  })
})

describe("how it is said", () => {
  test("in the reader's language", async () => {
    const headers = { "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8" }
    const answer = await ask("/api/v1/batches/99", { headers })
    expect(answer.headers.get("content-language")).toBe("zh")
    expect((await problemOf(answer)).title).toBe("没找到")
    const chosen = { ...headers, cookie: "zhike-language=en" }
    expect((await problemOf(await ask("/api/v1/batches/99", { headers: chosen }))).title).toBe(
      "Not found",
    )
  })

  test("with the headers that keep a browser from being led astray", async () => {
    const page = await ask("/somewhere", { token: null })
    const policy = page.headers.get("content-security-policy") ?? ""
    expect(policy).toMatch(/frame-ancestors 'none'/)
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+'/)
    expect(policy).not.toContain("unsafe")
    expect(page.headers.get("x-content-type-options")).toBe("nosniff")
    const other = await ask("/somewhere", { token: null })
    expect(other.headers.get("content-security-policy")).not.toBe(policy)
  })

  test("the log knows patterns, codes and durations, never an address or what was asked", async () => {
    await ask("/api/v1/batches/99")
    await ask("/api/v1/customers/search", { method: "POST", body: { search: "张秘密" } })
    await ask("/没有这一页/张秘密")
    const text = JSON.stringify(logged)
    expect(text).not.toMatch(/张|%E5|\/99/)
    expect(logged).toContainEqual(
      expect.objectContaining({
        event: "request",
        route: "GET /batches/{batch}",
        status: 404,
        code: "collect/unknown-batch",
      }),
    )
  })
})

describe("the data directory", () => {
  test("tells the command line where the server is, and only its owner", async () => {
    expect(await findRunning(dataDir)).toEqual({ url: application.url, token: application.token })
    expect((await stat(join(dataDir, "server.json"))).mode & 0o777).toBe(0o600)
  })

  test("has one server at a time; a second is told who runs it", async () => {
    const second = await openTestStore()
    const start = openApplication(second.store, { ...opening, dataDir, log: () => undefined })
    await expect(start).rejects.toMatchObject({
      code: "server/running",
      facts: { url: application.url, pid: process.pid },
    })
  })
})
