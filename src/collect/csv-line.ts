/** The mark by which spreadsheets know that a file is UTF-8. */
export const byteOrderMark = "\uFEFF"

/** What a cell may hold; `null` and `undefined` are empty. */
export type CsvCell = string | number | null | undefined

/** One row of a CSV file (RFC 4180), safe to open in a spreadsheet. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`
}

function csvCell(cell: CsvCell): string {
  if (typeof cell === "number") return String(cell)
  const text = guardedText(cell ?? "")
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

// A spreadsheet takes a cell for a formula by its first visible character, fullwidth ones included.
const formula = /^[\s\p{Cc}\p{Cf}\p{Zs}]*[=+\-@＝＋－＠]|^[\t\r]/u
// Signs before digits alone compute nothing: amounts, and telephone numbers in E.164.
const numbers = /^[+-]\d+(\.\d+)?(; [+-]\d+)*$/

/** Puts an apostrophe before what a spreadsheet would run. */
export function guardedText(text: string): string {
  return formula.test(text) && !numbers.test(text) ? `'${text}` : text
}
