import { createWriteStream, mkdirSync, writeFileSync } from "node:fs"
import { once } from "node:events"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { Imported, Rebuilt } from "./answers.ts"
import { answerOf, newPlace, startServer, zhike, type Running } from "./program.ts"

// Files as the world sends them. Each answer says what, where and how to mend it; nothing is half kept.

const place = newPlace()
const at = { data: join(place, "data") }
let server: Running

beforeAll(async () => {
  server = await startServer(at)
})
afterAll(() => server.stop())

const people = "name,phone,email"
const cells = "张伟,13800138000,zw@example.com"

interface Bad {
  readonly what: string
  readonly bytes: string | Buffer
  /** What the answer says, when the file as a whole is refused. */
  readonly refused?: RegExp
  /** Otherwise: how many rows are accepted and rejected. */
  readonly rows?: readonly [accepted: number, rejected: number]
}

const gbk = Buffer.from([0xd5, 0xc5, 0xce, 0xb0])

const files: readonly Bad[] = [
  { what: "an empty file", bytes: "", refused: /empty/i },
  {
    what: "a header without rows",
    bytes: `${people}\n`,
    refused: /no rows|only a header|header only/i,
  },
  { what: "a PDF named .csv", bytes: "%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n", refused: /PDF/ },
  {
    what: "a workbook named .csv",
    bytes: Buffer.from("504b0304140006000800", "hex"),
    refused: /XLSX|Excel|zip/i,
  },
  { what: "ragged rows", bytes: `${people}\n${cells}\n王芳,139\n李娜,1,2,3,4,5\n`, rows: [1, 2] },
  {
    what: "hostile headers",
    bytes: `__proto__,name,"'; drop table customer; --","<script>alert(1)</script>"\nx,张伟,1,2\n`,
    rows: [1, 0],
  },
  {
    what: "headers twice and none",
    bytes: "name,phone,phone,,\n张伟,13800138000,13900139000,a,b\n",
    rows: [1, 0],
  },
  {
    what: "NUL bytes",
    bytes: `${people}\n张\0伟,13800138000,a@b.cn\n王芳,13900139000,c@d.cn\n`,
    rows: [2, 0],
  },
  {
    what: "two encodings in one file",
    bytes: Buffer.concat([
      Buffer.from(`${people}\n${cells}\n`),
      gbk,
      Buffer.from(",13900139000,x@y.cn\n"),
    ]),
    rows: [1, 1],
  },
  {
    what: "phones spoiled by a spreadsheet",
    bytes: `${people}\n张伟,1.38E+10,zw@example.com\n`,
    rows: [1, 0],
  },
  {
    what: "impossible dates",
    bytes: "name,birth_date\n张伟,1980-02-31\n王芳,9999-99-99\n",
    rows: [2, 0],
  },
  { what: "rows that say nothing", bytes: `${people}\n,,\n${cells}\n,,\n`, rows: [1, 2] },
]

const refusals = files.flatMap(({ what, bytes, refused }) =>
  refused === undefined ? [] : [{ what, bytes, refused }],
)
const accounts = files.flatMap(({ what, bytes, rows }) =>
  rows === undefined ? [] : [{ what, bytes, rows }],
)

test.each(refusals)("$what is refused, and says why", async ({ what, bytes, refused }) => {
  const ended = await importBytes(what, bytes)
  expect(ended.err).not.toMatch(/\n\s+at .*\.(ts|js):/)
  expect(ended.code).toBe(1)
  expect(ended.err).toMatch(refused)
})

test.each(accounts)("$what: every row is accounted for", async ({ what, bytes, rows }) => {
  const ended = await importBytes(what, bytes)
  expect(ended.err).not.toMatch(/\n\s+at .*\.(ts|js):/)
  expect(ended.code).toBe(0)
  const tally = Imported.parse(ended.json)
  expect([tally.accepted, tally.rejected]).toEqual(rows)
  expect(tally.accepted + tally.rejected).toBe(tally.read)
})

function importBytes(what: string, bytes: string | Buffer) {
  const file = join(place, `${what.replaceAll(/\W+/g, "-")}.csv`)
  writeFileSync(file, bytes)
  return zhike(["import", file, "--source", `bad ${what}`, "--json"], at)
}

test("a missing file and a directory are called by their names", async () => {
  const missing = await zhike(["import", join(place, "nobody.csv"), "--source", "x"], at)
  expect(missing.code).toBe(1)
  expect(missing.err).toContain("nobody.csv")
  mkdirSync(join(place, "folder.csv"))
  const folder = await zhike(["import", join(place, "folder.csv"), "--source", "x"], at)
  expect(folder.code).toBe(1)
  expect(folder.err).toMatch(/folder|directory/i)
})

test("a row of five million characters is rejected, its neighbours are kept", async () => {
  const file = join(place, "long.csv")
  writeFileSync(
    file,
    `${people}\n${cells}\n${"x".repeat(5_000_000)},1,2\n王芳,13900139000,w@f.cn\n`,
  )
  const tally = await answerOf(Imported, ["import", file, "--source", "long"], at)
  expect(tally).toMatchObject({ accepted: 2, rejected: 1 })
})

test("a quote that never ends is found early, and its row is named", async () => {
  const file = join(place, "quote.csv")
  const out = createWriteStream(file)
  out.write(`${people}\n${cells}\n"张伟,1,2\n`)
  for (let piece = 0; piece < 200; piece += 1) {
    if (!out.write("x,y,z\n".repeat(175_000))) await once(out, "drain")
  }
  out.end()
  await once(out, "finish")
  const began = Date.now()
  const ended = await zhike(["import", file, "--source", "quote", "--json"], at)
  expect(ended.code).toBe(1)
  expect(ended.err).toMatch(/quot/i)
  expect(ended.err).toMatch(/\b3\b/)
  expect(Date.now() - began).toBeLessThan(60_000)
})

test("a file of two thousand columns is read", async () => {
  const file = join(place, "wide.csv")
  const headers = Array.from({ length: 2000 }, (_, column) =>
    column === 0 ? "name" : `c${column}`,
  )
  writeFileSync(
    file,
    `${headers.join(",")}\n${headers.map((_, column) => (column === 0 ? "张伟" : "1")).join(",")}\n`,
  )
  const tally = await answerOf(Imported, ["import", file, "--source", "wide"], at)
  expect(tally).toMatchObject({ accepted: 1, rejected: 0 })
})

test("one file imported twice at once is kept once", async () => {
  const file = join(place, "twins.csv")
  const rows = Array.from(
    { length: 300 },
    (_, row) => `双胞${row},1370000${1000 + row},t${row}@example.com`,
  )
  writeFileSync(file, `${people}\n${rows.join("\n")}\n`)
  const answers = await Promise.all(
    [1, 2].map(() => answerOf(Imported, ["import", file, "--source", "twins"], at)),
  )
  expect(answers.map((answer) => answer.new).reduce((sum, count) => sum + count, 0)).toBe(300)
  expect(answers.map((answer) => answer.same).reduce((sum, count) => sum + count, 0)).toBe(300)
})

test("after all of this the house is in order", async () => {
  expect(await answerOf(Rebuilt, ["rebuild", "--check"], at)).toMatchObject({ differences: 0 })
})

const Problem = z.looseObject({ code: z.string(), title: z.string(), status: z.int() })

test.each([
  ["no token", "/api/v1/system", {}, 401],
  ["a token nobody has", "/api/v1/system", { authorization: "Bearer 00" }, 401],
  ["a foreign origin", "/api/v1/system", { origin: "https://evil.example" }, 403],
  ["a route nobody declared", "/api/v1/nothing", {}, 404],
])("the door answers %s with a problem", async (...[, path, headers, status]) => {
  const response = await fetch(new URL(path, server.url), { headers })
  expect([status, 401]).toContain(response.status)
  expect(response.headers.get("content-type")).toContain("application/problem+json")
  const problem = Problem.parse(await response.json())
  expect(JSON.stringify(problem)).not.toMatch(/\.ts:\d+/)
})
