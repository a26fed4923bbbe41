import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { openTestHouse, type TestHouse } from "../../test/house.ts"
import { exportRows, type ExportRequest } from "./export.ts"
import { ingest } from "./ingest.ts"

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

async function write(request: Omit<ExportRequest, "principal">): Promise<string> {
  let text = ""
  const { principal } = house.run
  for await (const piece of exportRows(house.ports, { ...request, principal })) text += piece
  return text
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
    action: "export/write",
    object: "export orders",
    facts: { format: "csv", reveal: true },
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
