import { expect, test } from "vitest"
import { Failure } from "#kernel"
import type { Dialect } from "./dialect.ts"
import { readTable, type ReadRow } from "./read-table.ts"

async function* piecesOf(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(content: string | Buffer, wish: Partial<Dialect> = {}, size = 65_536) {
  const bytes = typeof content === "string" ? Buffer.from(content) : content
  const table = await readTable(piecesOf(bytes, size), wish)
  const rows: ReadRow[] = []
  for await (const block of table.blocks) rows.push(...block)
  return {
    headers: table.headers,
    rows,
    cells: rows.map((row) => row.cells),
    dialect: table.dialect(),
  }
}

const failureOf = (reading: Promise<unknown>) =>
  reading.then(
    () => "read",
    (error: unknown) => (error instanceof Failure ? error.code : error),
  )

const chinese = "姓名,手机,城市\n张三,13800138000,北京\n李四,13900139000,上海\n"
// 姓名,城市 / 张三,北京 in GB18030, by hand: Node writes no GB18030.
const gb = Buffer.from("d0d5c3fb2cb3c7cad00ad5c5c8fd2cb1b1bea90ac0eecbc42cc9cfbaa30a", "hex")
const people = [
  ["张三", "13800138000", "北京"],
  ["李四", "13900139000", "上海"],
]

test.each([
  ["UTF-8", Buffer.from(chinese), "utf-8"],
  ["UTF-8 with a mark", Buffer.from(`\uFEFF${chinese}`), "utf-8"],
  ["UTF-16 LE with a mark", Buffer.from(`\uFEFF${chinese}`, "utf16le"), "utf-16le"],
  ["UTF-16 BE with a mark", Buffer.from(`\uFEFF${chinese}`, "utf16le").swap16(), "utf-16be"],
  ["UTF-16 LE without a mark", Buffer.from(chinese, "utf16le"), "utf-16le"],
  ["UTF-16 BE without a mark", Buffer.from(chinese, "utf16le").swap16(), "utf-16be"],
])("%s is found and decoded, however the bytes are cut", async (_name, bytes, encoding) => {
  for (const size of [65_536, 7, 1]) {
    const table = await read(bytes, {}, size)
    expect(table.headers).toEqual(["姓名", "手机", "城市"])
    expect(table.cells).toEqual(people)
    expect(table.dialect).toEqual({ encoding, delimiter: ",", quote: '"', header: true })
  }
})

test("GB18030 is found and decoded", async () => {
  const table = await read(gb, {}, 3)
  expect(table.dialect.encoding).toBe("gb18030")
  expect([table.headers, ...table.cells]).toEqual([
    ["姓名", "城市"],
    ["张三", "北京"],
    ["李四", "上海"],
  ])
})

test("GB18030 that begins with much ASCII is found at its first Chinese character", async () => {
  const ascii = "name,city\n" + "Ann,Perth\n".repeat(60_000)
  const table = await read(Buffer.concat([Buffer.from(ascii), gb]))
  expect(table.dialect.encoding).toBe("gb18030")
  expect(table.cells.at(-1)).toEqual(["李四", "上海"])
})

test.each([
  ["comma", ","],
  ["tab", "\t"],
  ["semicolon", ";"],
  ["pipe", "|"],
  ["fullwidth comma", "，"],
])("the delimiter %s is found", async (_name, delimiter) => {
  const table = await read(chinese.replaceAll(",", delimiter))
  expect(table.dialect.delimiter).toBe(delimiter)
  expect(table.cells).toEqual(people)
})

test("decimal commas do not hide a semicolon", async () => {
  const table = await read("id;amount;note\n1;12,50;a\n2;7,00;b\n")
  expect(table.headers).toEqual(["id", "amount", "note"])
})

test("quoted cells may hold delimiters, quotes and line ends", async () => {
  const text = 'name,note\n"Li, Na","said ""hi""\r\nand left"\n"plain",5" pipe\n"a"b,c\n'
  for (const size of [65_536, 1]) {
    const table = await read(text, {}, size)
    expect(table.cells).toEqual([
      ["Li, Na", 'said "hi"\r\nand left'],
      ["plain", '5" pipe'],
      ["ab", "c"],
    ])
  }
})

test("single quotes are found where they stand around cells", async () => {
  const table = await read("'name','city'\n'O''Neil, A','Perth'\n'Bo','Ayr'\n")
  expect(table.cells).toEqual([
    ["O'Neil, A", "Perth"],
    ["Bo", "Ayr"],
  ])
})

test.each(["\n", "\r\n", "\r"])("lines may end in %j, the last need not", async (end) => {
  const table = await read(["name,city", "Ann,Perth", "", "Bo,Ayr"].join(end), {}, 5)
  expect(table.cells).toEqual([
    ["Ann", "Perth"],
    ["Bo", "Ayr"],
  ])
})

test("cells are kept as they came", async () => {
  const table = await read("id, name\n 007 ,１３８００\n1.38E+10,  \n")
  expect(table.headers).toEqual(["id", "name"])
  expect(table.cells).toEqual([
    [" 007 ", "１３８００"],
    ["1.38E+10", "  "],
  ])
})

test.each([
  ["13800138000,张三\n13900139000,李四\n", false],
  ["张三,男,北京\n李四,男,上海\n", false],
  ["姓名,性别\n张三,男\n", true],
  ["1,2,3\n4,5,6\n", false],
  ["name,2019,2020,total\nAnn,1,2,3\n", true],
  ["7,2019,2020,total\n8,1,2,3\n", false],
  ["a@b.cn,x\nc@d.cn,y\n", false],
])("a first row of names is told from a first row of values: %j", async (text, header) => {
  const table = await read(text)
  expect(table.dialect.header).toBe(header)
  expect(table.rows).toHaveLength(text.trim().split("\n").length - (header ? 1 : 0))
})

test("what is wished of the dialect is taken", async () => {
  const table = await read("a;b,c\nd;e,f\n", { delimiter: ";", header: false, quote: null })
  expect(table.headers).toEqual(["1", "2"])
  expect(table.cells).toEqual([
    ["a", "b,c"],
    ["d", "e,f"],
  ])
})

test("hostile, empty and repeated headers become names that occur once", async () => {
  const table = await read(
    "__proto__,constructor,,phone,phone,'; drop table customer; --,<script>alert(1)</script>,a\0b,\n" +
      "1,2,3,4,5,6,7,8,9\n",
    { header: true },
  )
  expect(table.headers).toEqual([
    "__proto__",
    "constructor",
    "3",
    "phone",
    "phone (2)",
    "'; drop table customer; --",
    "<script>alert(1)</script>",
    "a b",
    "9",
  ])
  expect(table.cells).toEqual([["1", "2", "3", "4", "5", "6", "7", "8", "9"]])
})

test("ragged rows are kept and say what is wrong with them", async () => {
  const { rows } = await read("name,city\nAnn\nBo,Ayr\nCy,Rom,3\n")
  expect(rows).toEqual([
    {
      cells: ["Ann"],
      length: 3,
      code: "collect/ragged-row",
      facts: { line: 2, expected: 2, found: 1 },
    },
    { cells: ["Bo", "Ayr"], length: 6 },
    {
      cells: ["Cy", "Rom", "3"],
      length: 8,
      code: "collect/ragged-row",
      facts: { line: 4, expected: 2, found: 3 },
    },
  ])
})

test("a row in another encoding is kept as its bytes; its neighbours are read", async () => {
  const bad = gb.subarray(10, 20)
  const { rows, cells } = await read(
    Buffer.concat([Buffer.from("姓名,城市\n王五,广州\n"), bad, Buffer.from("赵六,深圳\n")]),
  )
  expect(cells).toEqual([["王五", "广州"], undefined, ["赵六", "深圳"]])
  expect(rows[1]).toEqual({
    cells: undefined,
    bytes: bad.subarray(0, -1),
    length: 9,
    code: "collect/undecodable-row",
    facts: { line: 3, encoding: "utf-8" },
  })
})

test("half a character of UTF-16 costs its row", async () => {
  const text = Buffer.from("\uFEFFname,city\nAnn,\uD800\nBo,Ayr\n", "utf16le")
  const { rows } = await read(text)
  expect(rows.map((row) => row.code)).toEqual(["collect/undecodable-row", undefined])
  expect(rows[0]?.bytes).toEqual(Buffer.from("Ann,\uD800", "utf16le"))
})

test("a NUL character costs nothing", async () => {
  const { cells } = await read("name,city\nA\0nn,Perth\nBo,Ayr\n")
  expect(cells).toEqual([
    ["A\0nn", "Perth"],
    ["Bo", "Ayr"],
  ])
})

test("a row of 5 million characters is kept and rejected", async () => {
  for (const long of ["x".repeat(5_000_000), "客".repeat(5_000_000)]) {
    const { rows } = await read(`name,city\n${long},Perth\nBo,Ayr\n`)
    expect(rows.map((row) => row.code)).toEqual(["collect/row-too-long", undefined])
    expect(rows[0]?.cells?.[0]?.length).toBe(5_000_000)
  }
})

const row = (count: number) => Array.from({ length: count }, (_none, at) => `c${at}`).join(",")

test("2,000 columns are read, 2,001 are not", async () => {
  const table = await read(`${row(2000)}\n${row(2000).replaceAll("c", "v")}\n`)
  expect(table.headers).toHaveLength(2000)
  expect(table.cells[0]).toHaveLength(2000)
  expect(await failureOf(read(`${row(2001)}\n${row(2001)}\n`))).toBe("collect/too-many-columns")
})

const binary = Buffer.from(Array.from({ length: 5000 }, (_none, at) => (at * 7919) % 256))

test.each([
  ["an empty file", "", "collect/empty-file"],
  ["blank lines", "\n\n\r\n", "collect/empty-file"],
  ["a header alone", "name,phone\n", "collect/header-only"],
  ["a PDF", "%PDF-1.7\n1 0 obj", "collect/not-a-table"],
  ["an XLSX", "PK\u0003\u0004......[Content_Types].xml....xl/workbook.xml", "collect/workbook"],
  ["a ZIP", "PK\u0003\u0004......readme.md", "collect/archive"],
  ["a page named .xls", "\n<html><body><table><tr><td>x", "collect/workbook"],
  ["an old XLS", Buffer.from("d0cf11e0a1b11ae1", "hex"), "collect/workbook"],
  ["a GZIP", Buffer.from("1f8b0800000000000003", "hex"), "collect/archive"],
  ["a program", binary, "collect/not-a-table"],
  ["a quote that never closes", 'name,note\nAnn,"x\nBo,y\n', "collect/unterminated-quote"],
])("%s is refused by name", async (_name, content, code) => {
  expect(await failureOf(read(content))).toBe(code)
})

async function countRows(bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const table = await readTable(bytes)
  let count = 0
  for await (const block of table.blocks) count += block.length
  return count
}

/** 200 MB that are never in memory together. */
async function* endless(start: string, filler: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(start)
  const piece = Buffer.from(filler.repeat(Math.ceil(65_536 / filler.length)))
  for (let sent = 0; sent < 200_000_000; sent += piece.length) yield piece
}

test.each([
  ["lines", "Bo,Ayr\n", "collect/unterminated-quote"],
  ["one line", "x", "collect/unterminated-quote"],
  ["Chinese in one line", "客", "collect/unterminated-quote"],
])("an open quote before 200 MB of %s is noticed at once", async (_name, filler, code) => {
  const before = process.memoryUsage().rss
  const started = performance.now()
  const reading = countRows(endless('name,note\nAnn,Perth\nCy,"open', filler))
  await expect(reading).rejects.toMatchObject({ code, facts: { line: 3 } })
  expect(performance.now() - started).toBeLessThan(2000)
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
})

test("200 MB without an end of line are refused", async () => {
  const started = performance.now()
  const reading = countRows(endless("name,note\nAnn,Perth\nCy,", "x"))
  await expect(reading).rejects.toMatchObject({ code: "collect/endless-row" })
  expect(performance.now() - started).toBeLessThan(2000)
})
