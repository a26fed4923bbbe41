import type { BatchId } from "#kernel"
import { readBatch } from "./batch.store.ts"
import type { Batch } from "./batch.ts"
import { byteOrderMark, csvLine } from "./csv-line.ts"
import type { RawPorts } from "./raw-chunk.store.ts"
import { legibleCells, openRows } from "./rejected-cells.ts"
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
  const opened = openRows(ports, id)
  for (let after: number | null = 0; after !== null;) {
    const from: number = after
    const { items, next } = await ports.store.read((tx) =>
      readRejections(tx, id, { limit: page, after: from }),
    )
    const lines: string[] = []
    for (const rejection of items) {
      const cells = legibleCells(batch, await opened(rejection.row), rejection.row)
      lines.push(lineOf(batch, cells, { rejection, words }))
    }
    yield lines.join("")
    after = next
  }
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
