import { Failure, type Facts, type FailureCode } from "#kernel"
import { bytesOf, decoderOf, type Decoder } from "./decode.ts"
import type { Dialect } from "./dialect.ts"
import { findEncoding, wholeCharacters } from "./encoding.ts"
import { nameColumns, numberColumns } from "./headers.ts"
import { headBytes, longestRow, mostColumns } from "./limits.ts"
import { refuseBinary, refuseOtherFormats } from "./refuse-other-formats.ts"
import { sniffDialect, sniffNewline } from "./sniff.ts"
import { splitterOf, type SplitRow } from "./split-rows.ts"

/** One row as it came. A row that cannot be used says why; it is kept all the same. */
export interface ReadRow {
  /** As decoded, nothing trimmed; `undefined` if the row could not be decoded. */
  readonly cells: readonly string[] | undefined
  /** The bytes of a row that could not be decoded. */
  readonly bytes?: Uint8Array
  /** Characters of the row, by which chunks are cut. */
  readonly length: number
  readonly code?: FailureCode
  readonly facts?: Facts
}

export interface Table {
  readonly headers: readonly string[]
  /** Blocks of rows in the order of the file; the header is none of them. */
  readonly blocks: AsyncIterable<readonly ReadRow[]>
  /** How it was read; the encoding is certain only when all blocks have been read. */
  dialect(): Dialect
}

/**
 * Reads bytes as a table of text, whatever their encoding and delimiter, in one pass and constant
 * memory. What is wished of the dialect is taken, the rest is found out.
 * @throws Failure "collect/empty-file" | "collect/header-only" | "collect/workbook" | "collect/archive"
 *   | "collect/not-a-table" | "collect/too-many-columns" | "collect/unterminated-quote"
 *   | "collect/endless-row"; those about rows while `blocks` is read
 */
export async function readTable(
  bytes: AsyncIterable<Uint8Array>,
  wish: Partial<Dialect> = {},
): Promise<Table> {
  const { head, all } = await peek(bytes)
  if (head.length === 0) throw new Failure("collect/empty-file")
  refuseOtherFormats(head)
  const found = findEncoding(head)
  const encoding = wish.encoding ?? found.encoding
  if (encoding === undefined || encoding === "utf-8" || encoding === "gb18030") refuseBinary(head)
  const sample = decodeHead(head.subarray(found.skip), encoding)
  const newline = sniffNewline(sample)
  const sniffed = sniffDialect(sample, newline, wish)
  const decoder = decoderOf(encoding, newline)
  const rows = splitText(decodeAll(all, decoder, found.skip), { ...sniffed, newline })
  const { headers, blocks } = await takeHeaders(rows, sniffed.header)
  const dialect = () => ({ ...sniffed, encoding: decoder.encoding() })
  return { headers, blocks: judgeBlocks(blocks, headers.length, decoder), dialect }
}

function decodeHead(head: Buffer, encoding: Dialect["encoding"] | undefined): string {
  const whole = encoding === undefined || encoding === "utf-8" ? wholeCharacters(head) : head.length
  // CR alone is not known yet: then all of it is one line, held back until the end.
  const decoder = decoderOf(encoding, "\n")
  const text = decoder.decode(head.subarray(0, whole))
  return head.length < headBytes || text === "" ? text + decoder.end() : text
}

async function* decodeAll(
  pieces: AsyncIterable<Buffer>,
  decoder: Decoder,
  skip: number,
): AsyncGenerator<string> {
  let toSkip = skip
  for await (const piece of pieces) {
    yield decoder.decode(piece.subarray(toSkip))
    toSkip = Math.max(0, toSkip - piece.length)
  }
  yield decoder.end()
}

async function* splitText(
  texts: AsyncIterable<string>,
  separators: Parameters<typeof splitterOf>[0],
): AsyncGenerator<readonly SplitRow[]> {
  const splitter = splitterOf(separators)
  for await (const text of texts) yield splitter.push(text)
  yield splitter.end()
}

interface Headed {
  readonly headers: readonly string[]
  readonly blocks: AsyncIterable<readonly SplitRow[]>
}

/** Reads up to the first row and, if that holds names, one more: a table has rows. */
async function takeHeaders(
  rows: AsyncGenerator<readonly SplitRow[]>,
  header: boolean,
): Promise<Headed> {
  const first: SplitRow[] = []
  for (let next = await rows.next(); next.done !== true; next = await rows.next()) {
    first.push(...next.value)
    if (first.length > 1) break
  }
  const [top] = first
  if (top === undefined) throw new Failure("collect/empty-file")
  if (header && first.length === 1) throw new Failure("collect/header-only")
  const columns = top.cells.length
  if (columns > mostColumns)
    throw new Failure("collect/too-many-columns", { found: columns, most: mostColumns })
  const headers = header ? nameColumns(top.cells) : numberColumns(columns)
  return { headers, blocks: resumed(header ? first.slice(1) : first, rows) }
}

async function* resumed(
  first: readonly SplitRow[],
  rest: AsyncIterable<readonly SplitRow[]>,
): AsyncGenerator<readonly SplitRow[]> {
  yield first
  yield* rest
}

async function* judgeBlocks(
  blocks: AsyncIterable<readonly SplitRow[]>,
  columns: number,
  decoder: Decoder,
): AsyncGenerator<readonly ReadRow[]> {
  for await (const block of blocks)
    if (block.length > 0) yield block.map((row) => judgeRow(row, columns, decoder))
}

/** What is wrong with a row before anybody asks what it says. */
function judgeRow({ cells, text, line }: SplitRow, columns: number, decoder: Decoder): ReadRow {
  const { length } = text
  if (!text.isWellFormed()) {
    const encoding = decoder.encoding()
    const bytes = bytesOf(text, encoding)
    return {
      cells: undefined,
      bytes,
      length,
      code: "collect/undecodable-row",
      facts: { line, encoding },
    }
  }
  if (length > longestRow)
    return { cells, length, code: "collect/row-too-long", facts: { line, limit: longestRow } }
  if (cells.length !== columns)
    return {
      cells,
      length,
      code: "collect/ragged-row",
      facts: { line, expected: columns, found: cells.length },
    }
  return { cells, length }
}

interface Peeked {
  readonly head: Buffer
  /** Everything, the head included. */
  readonly all: AsyncIterable<Buffer>
}

async function peek(bytes: AsyncIterable<Uint8Array>): Promise<Peeked> {
  const pieces = bytes[Symbol.asyncIterator]()
  const first: Buffer[] = []
  let size = 0
  while (size < headBytes) {
    const next = await pieces.next()
    if (next.done === true) break
    first.push(bufferOf(next.value))
    size += next.value.length
  }
  const begun = Buffer.concat(first)
  return { head: begun.subarray(0, headBytes), all: rejoined(begun, pieces) }
}

async function* rejoined(begun: Buffer, pieces: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer> {
  try {
    yield begun
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next())
      yield bufferOf(next.value)
  } finally {
    // Whoever stops early lets go of the file or the connection.
    await pieces.return?.()
  }
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
