import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { traitRows } from "#analyse"
import { queryTokens } from "#cleanse"
import { readWorkbook } from "../../../test/workbook.ts"
import { openTestHouse, type TestHouse } from "../../../test/house.ts"
import { ingest } from "../ingest.ts"
import { openExport, type ExportRequest } from "./export.ts"
import type { ListExport } from "./list-subject.ts"

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
  const batch = await house.deliver({
    source: "门店",
    columns: {
      编号: null,
      姓名: "name",
      手机: "phones",
      邮箱: "emails",
      生日: "birth_date",
      身份证: "identity_number",
      职业: "occupation",
    },
    key: "编号",
    rows: [
      ["1", "张伟", "13800138000", "zw@example.com", "1949-12-31", "11010519491231002X", "=1+1"],
      ["=2", "李娜", "13900139000;13700137000", "", "1990-05", "", '说 "好", 走'],
    ],
  })
  await ingest(house.ports, batch.id, house.run)
})
afterAll(() => house.close())

type Request = Omit<ExportRequest, "asker">

async function bytes(request: Request): Promise<Buffer> {
  const { principal } = house.run
  const index = (label: string, text: string) => house.ports.sealer.blindIndex(label, text)
  const asker = { principal, index, tokens: queryTokens, traits: traitRows }
  const ports = { ...house.ports, temporary: join(tmpdir(), "zhike-export-test") }
  const parts: Buffer[] = []
  for await (const piece of await openExport(ports, { asker, ...request }))
    parts.push(Buffer.from(piece))
  return Buffer.concat(parts)
}

async function write(request: Request): Promise<string> {
  return (await bytes(request)).toString()
}

const Line = z.record(z.string(), z.unknown())
const linesOf = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => Line.parse(JSON.parse(line)))

test("membership says of each record whose it is", async () => {
  const lines = linesOf(await write({ what: "membership", format: "jsonl" }))
  expect(
    lines.toSorted((one, two) =>
      String(one["source_key"]).localeCompare(String(two["source_key"])),
    ),
  ).toEqual([
    { source: "门店", source_key: "=2", customer_id: expect.any(String), customer_number: "27" },
    { source: "门店", source_key: "1", customer_id: expect.any(String), customer_number: "19" },
  ])
})

test("a CSV file is safe in a spreadsheet, and says where its cells end", async () => {
  const text = await write({ what: "records", format: "csv", mark: true })
  const [header = "", ...rows] = text.split("\r\n")
  expect(header.startsWith("\uFEFFsource,source_key,name,")).toBe(true)
  expect(rows.filter((row) => row !== "")).toHaveLength(2)
  expect(text).toContain("门店,'=2,李娜,")
  expect(text).toContain("'=1+1")
  expect(text).toContain('"说 ""好"", 走"')
  expect(text).toContain("+8613900139000; +8613700137000")
  expect(text).toContain(",1990-05,")
})

test("JSON lines keep lists", async () => {
  const lines = linesOf(await write({ what: "records", format: "jsonl" }))
  const found = lines.find((line) => line["source_key"] === "=2")
  expect(found).toMatchObject({
    name: "李娜",
    phones: ["+8613900139000", "+8613700137000"],
    emails: [],
    identity_number: null,
    occupation: '说 "好", 走',
  })
})

test.each(["records", "customers"] as const)(
  "in %s sensitive values are masked unless revealed",
  async (what) => {
    const masked = await write({ what, format: "csv" })
    expect(masked).not.toContain("11010519491231002X")
    expect(masked).toContain("1101 **** **** 002X")
    expect(await write({ what, format: "csv", reveal: true })).toContain("11010519491231002X")
  },
)

test("who exported what is in the audit trail", async () => {
  await write({ what: "orders", format: "csv", reveal: true })
  const [last] = await house.rows(
    "select action, object, facts from audit order by id desc limit 1",
  )
  expect(last).toEqual({
    action: "export/written",
    object: "export orders",
    facts: { format: "csv", reveal: true, purpose: "other", columns: "all", rows: 0 },
  })
})

test("more rows than a page holds are all written, each once", async () => {
  const batch = await house.deliver({
    source: "many",
    columns: { id: null, name: "name" },
    key: "id",
    rows: Array.from({ length: 2500 }, (_none, at) => [String(at), `Ann Number${at}`]),
  })
  await ingest(house.ports, batch.id, house.run)
  const lines = linesOf(await write({ what: "membership", format: "jsonl" }))
  const keys = lines.filter(({ source }) => source === "many").map((line) => line["source_key"])
  expect(keys).toHaveLength(2500)
  expect(new Set(keys).size).toBe(2500)
})

const wei = { is: "compare", field: "name", by: "=", value: "张伟" } as const

test("an export of customers is of those who answer a question, with the columns and in the order asked for", async () => {
  const list = { columns: ["name", "phones", "events"], sort: "-number", question: wei } as const
  const text = await write({ what: "customers", format: "csv", list })
  expect(text).toBe("name,phones,events\r\n张伟,+8613800138000,0\r\n")
  const nobody = { is: "not", of: { is: "everyone" } } as const
  expect(
    await write({ what: "customers", format: "csv", list: { ...list, question: nobody } }),
  ).toBe("name,phones,events\r\n")
})

const asking = (list: ListExport) => write({ what: "customers", format: "csv", list })

test("what cannot be asked or shown is refused before anything is written", async () => {
  await expect(asking({ columns: ["salary"] })).rejects.toMatchObject({
    code: "keep/unknown-column",
  })
  const question = { is: "compare", field: "salary", by: "=", value: "1" } as const
  await expect(asking({ question })).rejects.toMatchObject({ code: "keep/question" })
})

test("a workbook has days as days and phones as text, its words are the reader's, its secrets masked", async () => {
  const words = {
    title: "客户",
    column: (id: string) => `«${id}»`,
    choice: (_column: string, code: string) => `«${code}»`,
  }
  const list = {
    columns: ["kind", "name", "phones", "birth_date", "identity_number", "occupation"],
    question: wei,
  }
  const masked = await bytes({ what: "customers", format: "xlsx", list, words })
  expect([...readWorkbook(masked).values()]).toEqual([
    [
      list.columns.map((id) => `«${id}»`),
      ["«person»", "张伟", "+8613800138000", 18_263, "1101 **** **** 002X", "'=1+1"],
    ],
  ])
  const open = await bytes({ what: "customers", format: "xlsx", list, reveal: true })
  expect([...readWorkbook(open).values()][0]?.[1]?.[4]).toBe("11010519491231002X")
})

test("an export that its reader gives up says so, and how far it came", async () => {
  const { principal } = house.run
  const asker = { principal, index: () => "", tokens: queryTokens, traits: [] }
  const ports = { ...house.ports, temporary: tmpdir() }
  const rows = await openExport(ports, { asker, what: "membership", format: "csv" })
  await rows.next()
  await rows.return(undefined)
  const [last] = await house.rows("select action, facts from audit order by id desc limit 1")
  expect(last).toMatchObject({ action: "export/cut", facts: { rows: 0 } })
})
