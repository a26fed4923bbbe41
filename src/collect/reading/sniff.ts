import type { Dialect } from "./dialect.ts"
import { splitterOf, type Newline, type Separators } from "./split-rows.ts"

type Rows = readonly (readonly string[])[]

/** Best first where two fit equally well. */
const delimiters = [",", "\t", ";", "|", "，"] as const

const sampleRows = 100

/** What a sample of the text tells of delimiter, quote and header; what is wished is taken as it is. */
export function sniffDialect(
  sample: string,
  newline: Newline,
  wish: Partial<Dialect>,
): Omit<Dialect, "encoding"> {
  const quote = wish.quote === undefined ? findQuote(sample) : wish.quote
  const delimiter = wish.delimiter ?? findDelimiter(sample, { quote, newline })
  const header = wish.header ?? isHeader(sampleOf(sample, { delimiter, quote, newline }))
  return { delimiter, quote, header }
}

export function sniffNewline(sample: string): Newline {
  return sample.includes("\r") && !sample.includes("\n") ? "\r" : "\n"
}

/** Single quotes only where they plainly stand around cells and no double quote does. */
function findQuote(sample: string): string {
  const double = sample.match(/(^|[\n\r,;|\t，])"/g)?.length ?? 0
  const single = sample.match(/(^|[\n\r,;|\t，])'[^'\n]*'(?=[\n\r,;|\t，])/g)?.length ?? 0
  return double === 0 && single >= 4 ? "'" : '"'
}

function findDelimiter(sample: string, around: Omit<Separators, "delimiter">): string {
  let best = { delimiter: ",", fit: 0 }
  for (const delimiter of delimiters) {
    const fit = fitOf(sampleOf(sample, { ...around, delimiter }))
    if (fit > best.fit) best = { delimiter, fit }
  }
  return best.delimiter
}

/** A delimiter fits where rows agree with the first one on having several cells. */
function fitOf(rows: Rows): number {
  const width = rows[0]?.length ?? 0
  if (width < 2) return 0
  const agreeing = rows.filter((row) => row.length === width).length
  return (agreeing / rows.length) * (1 + Math.log2(width) / 16)
}

/** The first rows of a sample; its last row may be cut and is left out if there are others. */
function sampleOf(sample: string, separators: Separators): Rows {
  try {
    const splitter = splitterOf(separators)
    const rows = splitter.push(sample).slice(0, sampleRows)
    return (rows.length > 0 ? rows : splitter.end()).map(({ cells }) => cells)
  } catch {
    // An open quote: the reader will meet it again and say where it is.
    return []
  }
}

const strongValue =
  /^\s*(?:\+?\d[\d\s().-]{6,}|\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?|\S+@\S+\.\S+|\d+[.,]\d+)\s*$/
const number = /^\s*[+-]?\d+\s*$/

/** Names of columns do not look like values, and do not come again beneath themselves. */
function isHeader([first, ...others]: Rows): boolean {
  if (first === undefined) return false
  const filled = first.filter((cell) => cell.trim() !== "")
  if (filled.some((cell) => strongValue.test(cell))) return false
  if (filled.filter((cell) => number.test(cell)).length * 2 > filled.length) return false
  return !first.some((cell, column) => cell.trim() !== "" && comesAgain(cell, column, others))
}

function comesAgain(cell: string, column: number, rows: Rows): boolean {
  return rows.some((row) => row[column] === cell)
}
