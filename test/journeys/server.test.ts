import { readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { Imported, Rebuilt } from "./answers.ts"
import { answerOf, newPlace, startServer, zhike, type Running } from "./program.ts"

// The server from outside, by plain HTTP: what a browser, a program and a stranger meet.

const place = newPlace()
const at = { data: join(place, "data") }
let server: Running
let token: string

beforeAll(async () => {
  server = await startServer(at)
  token = readFileSync(join(at.data, "owner-token"), "utf8").trim()
  const file = join(place, "people.csv")
  writeFileSync(file, "name,phone,city\n张伟,13800138000,福州\n王芳,13912365078,厦门\n")
  await answerOf(Imported, ["import", file, "--source", "商城"], at)
  const orders = join(place, "orders.csv")
  const rows = Array.from(
    { length: 40 },
    (_, row) => `C${row % 8},2026-0${1 + (row % 9)}-11,1,${row + 1}.50`,
  )
  writeFileSync(orders, `customer_id,date,quantity,amount\n${rows.join("\n")}\n`)
  await answerOf(
    Imported,
    ["import", orders, "--source", "订单", "--as", "orders", "--key", "customer_id"],
    at,
  )
})
afterAll(() => server.stop())

interface Asked {
  readonly method?: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

function ask(path: string, { headers = {}, ...asked }: Asked = {}) {
  return fetch(new URL(path, server.url), {
    ...asked,
    headers: { authorization: `Bearer ${token}`, ...headers },
  })
}

function post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return ask(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  })
}

const OpenApi = z.looseObject({
  openapi: z.string().startsWith("3.1"),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
})

test("whoever has no token sees health and the description of the API, nothing else", async () => {
  const open = ["/healthz", "/api/v1/openapi.json"]
  for (const path of open) expect((await fetch(new URL(path, server.url))).status).toBe(200)
  const { paths } = OpenApi.parse(
    await (await fetch(new URL("/api/v1/openapi.json", server.url))).json(),
  )
  expect(Object.keys(paths).length).toBeGreaterThan(25)
  for (const [path, verbs] of Object.entries(paths)) {
    for (const method of Object.keys(verbs)) {
      const address = path.replaceAll(/\{\w+\}/g, "1").replace(/^(\/api\/v1)?/, "/api/v1")
      const { status } = await fetch(new URL(address, server.url), { method: method.toUpperCase() })
      expect([address, method, status]).toEqual([address, method, 401])
    }
  }
})

test("every list and figure that needs no name is answered", async () => {
  await post("/api/v1/analyses/rfm/runs", {}, { "idempotency-key": "first-run-of-rfm" })
  const { paths } = OpenApi.parse(await (await ask("/api/v1/openapi.json")).json())
  const addresses = Object.entries(paths).flatMap(([path, verbs]) =>
    "get" in verbs && !path.includes("{") ? [path.replace(/^(\/api\/v1)?/, "/api/v1")] : [],
  )
  expect(addresses.length).toBeGreaterThan(7)
  const answers = await Promise.all(
    addresses.map(async (address) => [address, (await ask(address)).status]),
  )
  expect(answers).toEqual(addresses.map((address) => [address, 200]))
})

const Page = z.looseObject({ items: z.array(z.looseObject({ id: z.uuid(), number: z.string() })) })

test("a customer is found and everything about it is answered", async () => {
  const found = Page.parse(
    await (await post("/api/v1/customers/search", { search: "张伟" })).json(),
  )
  expect(found.items).toHaveLength(1)
  const id = found.items[0]?.id ?? ""
  const parts = ["", "/timeline", "/why/name", "/evidence", "/joins", "/holdings"]
  const answers = await Promise.all(
    parts.map(async (part) => [part, (await ask(`/api/v1/customers/${id}${part}`)).status]),
  )
  expect(answers).toEqual(parts.map((part) => [part, 200]))
})

test("a change asks for a key, and happens once for each", async () => {
  const question = { is: "compare", field: "city", by: "=", value: "福州市" }
  expect((await post("/api/v1/questions", { question })).status).toBe(400)
  const key = { "idempotency-key": "one-question-and-no-more" }
  const first = await post("/api/v1/questions", { question }, key)
  const second = await post("/api/v1/questions", { question }, key)
  expect([first.status, second.status]).toEqual([200, 200])
  expect(await second.json()).toEqual(await first.json())
  const other = await post("/api/v1/questions", { question: { is: "everyone" } }, key)
  expect(other.status).toBe(422)
})

test.each([
  ["an unknown field", { nobody: 1 }, 400],
  [
    "a question about a field that nobody declared",
    { question: { is: "known", field: "shoe_size" } },
    422,
  ],
  ["a kept question that was never kept", { kept: "5f0c1d2e-3b4a-4c5d-9e6f-708192a3b4c5" }, 404],
])("%s gets a problem that says so", async (...[, body, status]) => {
  const response = await post("/api/v1/customers/search", body)
  expect(response.status).toBe(status)
  expect(response.headers.get("content-type")).toContain("application/problem+json")
})

test("a body that is too large is refused before it is read", async () => {
  const response = await post("/api/v1/customers/search", { search: "x".repeat(2_000_000) })
  expect(response.status).toBe(413)
})

test("problems are told in the reader's language", async () => {
  const path = "/api/v1/customers/999999999"
  const chinese = await (await ask(path, { headers: { "accept-language": "zh-CN" } })).text()
  const english = await (await ask(path, { headers: { "accept-language": "en" } })).text()
  expect(chinese).toMatch(/[一-鿿]/)
  expect(english).not.toMatch(/[一-鿿]/)
})

test("the link opens the page once", async () => {
  const first = await fetch(server.link, { redirect: "manual" })
  const cookie = first.headers.get("set-cookie") ?? ""
  expect(cookie).toMatch(/HttpOnly/i)
  expect(cookie).toMatch(/SameSite=Strict/i)
  const page = await fetch(server.url, { headers: { cookie: cookie.split(";")[0] ?? "" } })
  expect(await page.text()).toContain("<html")
  expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'")
  const again = await fetch(server.link, { redirect: "manual" })
  expect(again.headers.get("set-cookie")).toBeNull()
})

test("keys and tokens are for the owner's eyes only", () => {
  for (const file of ["keys.json", "owner-token", "server.json"]) {
    expect(statSync(join(at.data, file)).mode & 0o077).toBe(0)
  }
})

test("what people search for never reaches the log", async () => {
  await post("/api/v1/customers/search", { search: "赵子龙" })
  const ended = await zhike(["customers", "--search", "赵子龙", "--json"], at)
  expect(ended.code).toBe(0)
  expect(server.logged()).not.toContain("赵子龙")
  expect(server.logged()).toContain("POST /customers/search")
})

const Sources = z.array(z.looseObject({ id: z.uuid(), name: z.string(), trust: z.number() }))

test("another trust of a source chooses golden values anew, and the house stays in order", async () => {
  const sources = Sources.parse(await (await ask("/api/v1/sources")).json())
  const shop = sources.find(({ name }) => name === "商城")
  const changed = await ask(`/api/v1/sources/${shop?.id}`, {
    method: "PATCH",
    body: JSON.stringify({ trust: 0.9 }),
    headers: { "content-type": "application/json", "idempotency-key": "more-trust-in-the-shop" },
  })
  expect(await changed.json()).toMatchObject({ name: "商城", trust: 0.9 })
  expect(await answerOf(Rebuilt, ["rebuild", "--check"], at)).toMatchObject({ differences: 0 })
})
