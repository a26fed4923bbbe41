import type { BatchId } from "#kernel"
import type { Batch } from "./batch.ts"
import { chunkOfRow, type RawPorts } from "./raw-chunk.store.ts"
import type { RawRow } from "./raw-chunk.ts"
import type { Encoding } from "./reading/dialect.ts"
import { splitterOf } from "./reading/split-rows.ts"

type Chunk = NonNullable<Awaited<ReturnType<typeof chunkOfRow>>>

/** Opens the chunk of a row; rows are asked for in their order, so each chunk is opened once. */
export function openRows(ports: RawPorts, batch: BatchId) {
  let chunk: Chunk | undefined
  return async (row: number): Promise<Chunk | undefined> => {
    if (chunk === undefined || row > chunk.lastRow) chunk = await chunkOfRow(ports, batch, row)
    return chunk
  }
}

/** The cells of a row as they came; of one that could not be decoded, as they read best. */
export function legibleCells(
  batch: Batch,
  chunk: Chunk | undefined,
  row: number,
): readonly string[] {
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
