import { Failure } from "#kernel"
import type { Dialect } from "./dialect.ts"
import { endlessRow, longestQuoted } from "./limits.ts"

/** A row as it stands in the text. */
export interface SplitRow {
  readonly cells: readonly string[]
  /** The text of the row, quotes and all, without its end of line. */
  readonly text: string
  /** Line of the file on which it begins, from 1. */
  readonly line: number
}

/** CR alone ended lines on old systems only; otherwise a CR before LF belongs to the end of line. */
export type Newline = "\n" | "\r"

export interface Separators extends Pick<Dialect, "delimiter" | "quote"> {
  readonly newline: Newline
}

export interface Splitter {
  /** Rows that are complete in what has been given so far. */
  push(text: string): readonly SplitRow[]
  /** The last row, which may lack its end of line. */
  end(): readonly SplitRow[]
}

/**
 * Cuts text into rows of cells (RFC 4180, lenient: a quote counts only at the beginning of a cell,
 * what follows a closing quote belongs to the cell). Blank lines are no rows.
 * Cost: linear; a row that spans blocks is looked at once a block, up to the limits.
 * @throws Failure "collect/unterminated-quote" | "collect/endless-row"
 */
export function splitterOf(separators: Separators): Splitter {
  let rest = ""
  let line = 1
  const take = (text: string, last: boolean): readonly SplitRow[] => {
    const scan: Scan = { ...separators, text, last, at: 0, line, nextQuote: -1 }
    const rows = scanRows(scan)
    rest = text.slice(scan.at)
    line = scan.line
    if (rest.length > endlessRow)
      throw new Failure("collect/endless-row", { limit: endlessRow, line })
    return rows
  }
  return {
    push: (text) => take(rest.length === 0 ? text : rest + text, false),
    end: () => (rest.length === 0 ? [] : take(rest, true)),
  }
}

interface Scan extends Separators {
  readonly text: string
  readonly last: boolean
  at: number
  line: number
  /** Where the next quote is, so that rows without any are cut the quick way. */
  nextQuote: number
}

function scanRows(scan: Scan): readonly SplitRow[] {
  const rows: SplitRow[] = []
  while (scan.at < scan.text.length) {
    const row = nextRow(scan)
    if (row === undefined) break
    if (row.text.length > 0) rows.push(row)
  }
  return rows
}

/** The next row; `undefined` if its end has not come yet. */
function nextRow(scan: Scan): SplitRow | undefined {
  const end = scan.text.indexOf(scan.newline, scan.at)
  if (end === -1 && !scan.last)
    return holdsQuote(scan, scan.text.length) ? quotedRow(scan) : undefined
  const stop = end === -1 ? scan.text.length : end
  if (holdsQuote(scan, stop)) return quotedRow(scan)
  const text = scan.text.slice(scan.at, withoutReturn(scan, stop))
  const row = { cells: text.split(scan.delimiter), text, line: scan.line }
  scan.at = stop + 1
  scan.line += 1
  return row
}

function holdsQuote(scan: Scan, before: number): boolean {
  if (scan.quote === null) return false
  if (scan.nextQuote < scan.at) {
    const found = scan.text.indexOf(scan.quote, scan.at)
    scan.nextQuote = found === -1 ? Number.POSITIVE_INFINITY : found
  }
  return scan.nextQuote < before
}

function withoutReturn(scan: Scan, stop: number): number {
  return stop > scan.at && scan.newline === "\n" && scan.text[stop - 1] === "\r" ? stop - 1 : stop
}

/** A row with quotes, cell by cell. */
function quotedRow(scan: Scan): SplitRow | undefined {
  const cells: string[] = []
  let at = scan.at
  for (;;) {
    const cell = scan.text[at] === scan.quote ? quotedCell(scan, at) : plainCell(scan, at)
    if (cell === undefined) return undefined
    cells.push(cell.value)
    at = cell.end + 1
    if (cell.end >= scan.text.length || scan.text[cell.end] === scan.newline)
      return closeRow(scan, cells, cell.end)
  }
}

function closeRow(scan: Scan, cells: readonly string[], end: number): SplitRow {
  const text = scan.text.slice(scan.at, withoutReturn(scan, end))
  const row = { cells, text, line: scan.line }
  scan.at = end + 1
  scan.line += 1 + countOf(text, scan.newline)
  return row
}

interface Cell {
  readonly value: string
  /** Where its delimiter or its end of line stands. */
  readonly end: number
}

function plainCell(scan: Scan, from: number): Cell | undefined {
  const end = endOfCell(scan, from)
  if (end === undefined) return undefined
  return {
    value: scan.text.slice(from, lineEndsAt(scan, end) ? returnBefore(scan, from, end) : end),
    end,
  }
}

function quotedCell(scan: Scan, from: number): Cell | undefined {
  const quote = scan.quote ?? ""
  let close = scan.text.indexOf(quote, from + 1)
  while (close !== -1 && scan.text[close + 1] === quote) close = scan.text.indexOf(quote, close + 2)
  const open = close === -1 || (close + 1 === scan.text.length && !scan.last)
  if (open || close - from > longestQuoted) return stillOpen(scan, from)
  const end = endOfCell(scan, close + 1)
  if (end === undefined) return undefined
  const inner = scan.text.slice(from + 1, close)
  const after = scan.text.slice(
    close + 1,
    lineEndsAt(scan, end) ? returnBefore(scan, close + 1, end) : end,
  )
  return { value: unescape(inner, quote) + after, end }
}

function unescape(inner: string, quote: string): string {
  return inner.includes(quote) ? inner.replaceAll(quote + quote, quote) : inner
}

/** Waits for the closing quote, within reason. */
function stillOpen(scan: Scan, from: number): undefined {
  if (scan.last || scan.text.length - from > longestQuoted) {
    const line = scan.line + countOf(scan.text.slice(scan.at, from), scan.newline)
    throw new Failure("collect/unterminated-quote", { line, limit: longestQuoted })
  }
  return undefined
}

function endOfCell(scan: Scan, from: number): number | undefined {
  const newline = scan.text.indexOf(scan.newline, from)
  const lineEnd = newline === -1 ? scan.text.length : newline
  // Only within the line: looking on through the block would make the last cells of rows quadratic.
  const delimiter = scan.text.slice(from, lineEnd).indexOf(scan.delimiter)
  if (delimiter !== -1) return from + delimiter
  return newline === -1 && !scan.last ? undefined : lineEnd
}

function lineEndsAt(scan: Scan, end: number): boolean {
  return end >= scan.text.length || scan.text[end] === scan.newline
}

function returnBefore(scan: Scan, from: number, end: number): number {
  return scan.newline === "\n" && end > from && scan.text[end - 1] === "\r" ? end - 1 : end
}

function countOf(text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count++
  return count
}
