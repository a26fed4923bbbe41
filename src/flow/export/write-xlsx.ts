import { guardedText } from "#collect"
import type { CellKind, ExportCell, ExportRow } from "./export-column.ts"
import { joined, type Written } from "./write-text.ts"
import { zip, type ZipEntry } from "./zip.ts"

/** What one sheet can hold, the heading included; what is more goes on in the next. */
const mostRows = 1_048_576
const longestCell = 32_767

interface Sheets extends Written {
  /** What a sheet is called; a number follows from the second on. */
  readonly title: string
  /** For tests: rows of one sheet. */
  readonly rowsPerSheet?: number
}

/**
 * A workbook written while its rows come. Texts are cells of format text, so that phones and numbers
 * of identity stay as they are; amounts and counts are numbers, whole dates are dates.
 */
export function writeXlsx(sheets: Sheets): AsyncGenerator<Uint8Array> {
  return zip(entriesOf(sheets))
}

async function* entriesOf(sheets: Sheets): AsyncGenerator<ZipEntry> {
  const rows = new Rows(sheets.pieces)
  const titles: string[] = []
  do {
    const number = titles.length + 1
    titles.push(number === 1 ? sheets.title : `${sheets.title} ${number}`)
    yield { path: `xl/worksheets/sheet${number}.xml`, content: sheet(sheets, rows) }
  } while (!(await rows.areOver()))
  for (const [path, text] of Object.entries(frame(titles))) yield { path, content: once(text) }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

/** Rows that are taken from several sheets, one after the other. */
class Rows {
  readonly #pieces: AsyncIterator<readonly ExportRow[]>
  #left: readonly ExportRow[] = []
  #over = false

  constructor(pieces: AsyncIterable<readonly ExportRow[]>) {
    this.#pieces = pieces[Symbol.asyncIterator]()
  }

  async areOver(): Promise<boolean> {
    while (this.#left.length === 0 && !this.#over) {
      const next = await this.#pieces.next()
      if (next.done === true) this.#over = true
      else this.#left = next.value
    }
    return this.#left.length === 0
  }

  async take(most: number): Promise<readonly ExportRow[]> {
    if (await this.areOver()) return []
    const taken = this.#left.slice(0, most)
    this.#left = this.#left.slice(taken.length)
    return taken
  }
}

const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const packages = "http://schemas.openxmlformats.org/package/2006"

async function* sheet(sheets: Sheets, rows: Rows): AsyncGenerator<string> {
  const { columns, headings, rowsPerSheet = mostRows } = sheets
  const widths = columns.map(
    ({ kind }, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${widthOf[kind]}" customWidth="1"/>`,
  )
  yield `${header}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData>`
  yield `<row>${headings.map((heading) => textCell(heading, styles.heading)).join("")}</row>`
  for (let left = rowsPerSheet - 1; left > 0;) {
    const taken = await rows.take(left)
    if (taken.length === 0) break
    left -= taken.length
    yield taken.map((row) => rowOf(row, sheets)).join("")
  }
  yield "</sheetData></worksheet>"
}

const widthOf: Readonly<Record<CellKind, number>> = {
  text: 18,
  list: 24,
  number: 10,
  amount: 14,
  day: 12,
  instant: 17,
}

/** Places in the list of styles below. */
const styles = { heading: 1, text: 2, number: 0, amount: 3, day: 4, instant: 5 } as const

function rowOf(row: ExportRow, { columns }: Written): string {
  return `<row>${columns.map(({ kind }, at) => cellOf(kind, row[at] ?? null)).join("")}</row>`
}

/** Cells stand in order, so an empty one keeps its place. */
function cellOf(kind: CellKind, cell: ExportCell): string {
  const value = joined(cell)
  if (value === null || value === "") return "<c/>"
  const number = numberOf(kind, value)
  if (number === undefined) return textCell(String(value), styles.text)
  const style = kind === "text" || kind === "list" ? styles.number : styles[kind]
  return `<c s="${style}"><v>${number}</v></c>`
}

function numberOf(kind: CellKind, value: string | number): number | undefined {
  if (kind === "number" || kind === "amount") {
    const number = Number(value)
    return Number.isFinite(number) ? number : undefined
  }
  if (kind === "day") return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? serialOf(value) : undefined
  return kind === "instant" ? serialOf(value) : undefined
}

const msPerDay = 86_400_000
// Day 0 of spreadsheets; they hold 1900 for a leap year, so before March 1900 days are only text.
const dayZero = Date.UTC(1899, 11, 30)
const firstSerial = 61

function serialOf(written: string | number): number | undefined {
  const serial = (Date.parse(String(written)) - dayZero) / msPerDay
  return serial >= firstSerial ? serial : undefined
}

function textCell(text: string, style: number): string {
  const safe = guardedText(text)
  const cut = safe.length > longestCell ? `${safe.slice(0, longestCell - 1)}…` : safe
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cut)}</t></is></c>`
}

const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" }

/** What XML cannot say is written `_x0007_`, as spreadsheets do; what looks like that is kept apart. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_")
    .replaceAll(/(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]/gu, (sign) => {
      const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase()
      return `_x${code.padStart(4, "0")}_`
    })
    .replaceAll(/[&<>]/g, (sign) => signs[sign] ?? sign)
}

/** The parts of a workbook around its sheets. */
function frame(titles: readonly string[]): Readonly<Record<string, string>> {
  const sheets = titles.map(
    (title, at) =>
      `<sheet name="${escaped(title).replaceAll('"', "&quot;")}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  const links = titles.map(
    (_title, at) =>
      `<Relationship Id="rId${at + 1}" Type="${relationships}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  const kinds = titles.map(
    (_title, at) =>
      `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  )
  return {
    "xl/styles.xml": styleSheet,
    "xl/workbook.xml": `${header}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>${sheets.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${header}<Relationships xmlns="${packages}/relationships">${links.join("")}<Relationship Id="styles" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`,
    "_rels/.rels": `${header}<Relationships xmlns="${packages}/relationships"><Relationship Id="book" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "[Content_Types].xml": `${header}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${kinds.join("")}</Types>`,
  }
}

// 49 is "text" in every spreadsheet, 4 an amount with two decimals.
const styleSheet = `${header}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf numFmtId="49" fontId="1" applyFont="1" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`
