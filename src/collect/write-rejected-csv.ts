import type { BatchId } from "#kernel"
import { readBatch } from "./batch.store.ts"
import type { Batch } from "./batch.ts"
import { byteOrderMark, csvLine } from "./csv-line.ts"
import { chunkOfRow, type RawPorts } from "./raw-chunk.store.ts"
import type { RawRow } from "./raw-chunk.ts"
import type { Encoding } from "./reading/dialect.ts"
import { splitterOf } from "./reading/split-rows.ts"
import { readRejections, type Rejection } from "./rejection.store.ts"

export interface RejectedWords {
  /** The sentence of a rejection in the reader's language. */
  readonly sayReason: (rejection: Rejection) => string
  /** Names of the two columns that are added behind those of the file. */
  readonly rowHeading: string
  readonly reasonHeading: string
}

const page = 1_000

/**
 * Rejected rows as a CSV file (UTF-8 with mark): their cells as they came, row number, reason. Mended,
 * it can be sent again. Pieces of text; no connection is held between them.
 * @throws Failure "collect/unknown-batch"
 */
export async function* writeRejectedCsv(
  ports: RawPorts,
  id: BatchId,
  words: RejectedWords,
): AsyncGenerator<string> {
  const batch = await ports.store.read((tx) => readBatch(tx, id))
  yield byteOrderMark + csvLine([...batch.headers, words.rowHeading, words.reasonHeading])
  let chunk: Chunk | undefined
  for (let after: number | null = 0; after !== null;) {
    const from: number = after
    const { items, next } = await ports.store.read((tx) =>
      readRejections(tx, id, { limit: page, after: from }),
    )
    const lines: string[] = []
    for (const rejection of items) {
      if (chunk === undefined || rejection.row > chunk.lastRow)
        chunk = await chunkOfRow(ports, id, rejection.row)
      lines.push(lineOf(batch, cellsOf(batch, chunk, rejection.row), { rejection, words }))
    }
    yield lines.join("")
    after = next
  }
}

type Chunk = NonNullable<Awaited<ReturnType<typeof chunkOfRow>>>

function cellsOf(batch: Batch, chunk: Chunk | undefined, row: number): readonly string[] {
  const raw: RawRow | undefined = chunk?.rows[row - chunk.firstRow]
  if (raw?.cells !== undefined) return raw.cells
  const bytes = chunk?.undecoded.get(row)
  return bytes === undefined ? [] : legible(batch, bytes)
}

/** A row that could not be decoded, as it reads in the other usual encoding; else with marks for what is lost. */
function legible({ dialect }: Batch, bytes: Buffer): readonly string[] {
  const text = decodeAs(otherEncoding(dialect.encoding), bytes) ?? lossy(dialect.encoding, bytes)
  return splitterOf({ delimiter: dialect.delimiter, quote: null, newline: "\n" })
    .push(`${text}\n`)
    .flatMap(({ cells }) => cells)
}

function otherEncoding(encoding: Encoding): Encoding {
  return encoding === "utf-8" ? "gb18030" : "utf-8"
}

function decodeAs(encoding: Encoding, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function lossy(encoding: Encoding, bytes: Buffer): string {
  return new TextDecoder(encoding).decode(bytes)
}

/** Short rows are filled up; what a row has too much stands behind the reason. */
function lineOf(
  { headers }: Batch,
  cells: readonly string[],
  { rejection, words }: { readonly rejection: Rejection; readonly words: RejectedWords },
): string {
  const width = headers.length
  const own = Array.from({ length: width }, (_none, column) => cells[column] ?? "")
  return csvLine([...own, rejection.row, words.sayReason(rejection), ...cells.slice(width)])
}
