import { expect, test } from "vitest"
import { readArchive, readWorkbook } from "../../../test/workbook.ts"
import type { ExportColumn, ExportRow } from "./export-column.ts"
import { writeXlsx } from "./write-xlsx.ts"

async function* inPieces(rows: readonly ExportRow[], size: number) {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}

interface Book {
  readonly columns: readonly ExportColumn[]
  readonly rows: readonly ExportRow[]
  readonly rowsPerSheet?: number
}

async function bookOf({ columns, rows, ...more }: Book): Promise<Buffer> {
  const headings = columns.map(({ name }) => name)
  const sheets = { columns, headings, pieces: inPieces(rows, 3), title: "客户", ...more }
  const parts: Uint8Array[] = []
  for await (const part of writeXlsx(sheets)) parts.push(part)
  return Buffer.concat(parts)
}

const text = { name: "text", kind: "text" } as const

test("phones and numbers of identity stay text, amounts and counts are numbers, whole dates are days", async () => {
  const book = await bookOf({
    columns: [
      text,
      { name: "identity", kind: "text" },
      { name: "spent", kind: "amount" },
      { name: "records", kind: "number" },
      { name: "born", kind: "day" },
      { name: "seen", kind: "instant" },
      { name: "tags", kind: "list" },
    ],
    rows: [
      [
        "+8613800138000",
        "11010519491231002X",
        "1284.50",
        3,
        "1980-05-17",
        "2026-11-28T12:00:00.000Z",
        ["a", "b"],
      ],
      ["", "0012", null, 0, "1980-05", null, []],
      [null, null, "-0.05", 12, "1899-12-31", null, ["one"]],
    ],
  })
  const [rows] = readWorkbook(book).values()
  expect(rows).toEqual([
    ["text", "identity", "spent", "records", "born", "seen", "tags"],
    ["+8613800138000", "11010519491231002X", 1284.5, 3, 29_358, 46_354.5, "a; b"],
    [null, "0012", null, 0, "1980-05", null, null],
    [null, null, -0.05, 12, "1899-12-31", null, "one"],
  ])
})

test.each([
  "=1+1",
  "=cmd|' /C calc'!A0",
  "+1+1",
  "-2+3",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "＝1+1",
  "＋1+1",
  "－1+1",
  "＠SUM(A1)",
  "\u200B=1+1",
  "\uFEFF \u00A0=1+1",
])("%j is kept from being a formula, also once the sheet is saved as CSV", async (hostile) => {
  const [rows] = readWorkbook(await bookOf({ columns: [text], rows: [[hostile]] })).values()
  expect(rows?.[1]).toEqual([`'${hostile}`])
})

test.each([
  "</t></is></c><c><f>1</f></c>",
  "a & b < c",
  "_x0041_",
  "\u0000\u0007\uFFFF",
  "𠮷 \uD83D",
])("%j is only text", async (odd) => {
  const book = await bookOf({ columns: [text], rows: [[odd]] })
  const [rows] = readWorkbook(book).values()
  expect(rows?.[1]).toEqual([odd.toWellFormed()])
  expect(readArchive(book).get("xl/worksheets/sheet1.xml")).not.toMatch(/<f>|(?![\t\n])\p{Cc}/u)
})

test("what one sheet cannot hold goes on in the next, each row once", async () => {
  const rows = Array.from({ length: 10 }, (_none, at) => [`row ${at}`])
  const book = await bookOf({ columns: [text], rows, rowsPerSheet: 5 })
  const sheets = [...readWorkbook(book).values()]
  expect(sheets.map((sheet) => sheet.length)).toEqual([5, 5, 3])
  expect(sheets.flatMap((sheet) => sheet.slice(1))).toEqual(rows)
  expect(readArchive(book).get("xl/workbook.xml")).toContain('name="客户 3"')
})

test("a list of nobody is a sheet with its headings", async () => {
  const sheets = [...readWorkbook(await bookOf({ columns: [text], rows: [] })).values()]
  expect(sheets).toEqual([[["text"]]])
})
