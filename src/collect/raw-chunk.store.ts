import type { BatchId, Sealer } from "#kernel"
import type { Store, Tx } from "#store"
import { undecodedRows, unpackRows, type RawChunk, type RawRow } from "./raw-chunk.ts"

interface ChunkTables {
  readonly raw_chunk: {
    readonly batch: number
    readonly chunk: number
    readonly first_row: number
    readonly row_count: number
    readonly data: Buffer
  }
}

/** A chunk as it is kept. */
export interface SealedChunk {
  readonly chunk: number
  readonly firstRow: number
  readonly rowCount: number
  readonly data: Buffer
}

export async function writeChunks(
  tx: Tx,
  batch: BatchId,
  chunks: AsyncIterable<SealedChunk>,
): Promise<void> {
  const columns = ["batch", "chunk", "first_row", "row_count", "data"]
  await tx.copyIn({ table: "raw_chunk", columns }, copied(batch, chunks))
}

async function* copied(batch: BatchId, chunks: AsyncIterable<SealedChunk>) {
  for await (const { chunk, firstRow, rowCount, data } of chunks)
    yield [batch, chunk, firstRow, rowCount, data]
}

export interface RawPorts {
  readonly store: Store
  readonly sealer: Sealer
}

// A few at a time: a transaction costs more than reading a chunk.
const chunksAtOnce = 8

/**
 * The rows of a batch as they came, chunk by chunk, from a chunk on. No connection is held while the
 * caller works.
 */
export async function* rawRows(
  { store, sealer }: RawPorts,
  batch: BatchId,
  { from = 0 }: { readonly from?: number } = {},
): AsyncGenerator<RawChunk> {
  for (let next = from; ;) {
    const first = next
    const sealed = await store.read((tx) => readChunks(tx, batch, first))
    for (const { chunk, first_row: firstRow, data } of sealed)
      yield { chunk, firstRow, rows: unpackRows(data, firstRow, sealer) }
    if (sealed.length < chunksAtOnce) return
    next += chunksAtOnce
  }
}

/** The chunk that holds a row, with the bytes of its rows that could not be decoded. */
export async function chunkOfRow({ store, sealer }: RawPorts, batch: BatchId, row: number) {
  const sealed = await store.read((tx) => findChunk(tx, batch, row))
  if (sealed === undefined) return undefined
  const { first_row: firstRow, row_count: rowCount, data } = sealed
  return {
    firstRow,
    lastRow: firstRow + rowCount - 1,
    rows: unpackRows(data, firstRow, sealer),
    undecoded: undecodedRows(data, firstRow, sealer),
  }
}

/** Single rows of a batch by their number; each chunk is opened once. */
export async function rawRowsAt(
  ports: RawPorts,
  batch: BatchId,
  rows: readonly number[],
): Promise<ReadonlyMap<number, RawRow>> {
  const found = new Map<number, RawRow>()
  let lastRow = 0
  let chunk: readonly RawRow[] = []
  for (const row of [...new Set(rows)].toSorted((one, other) => one - other)) {
    if (row > lastRow) {
      const opened = await chunkOfRow(ports, batch, row)
      chunk = opened?.rows ?? []
      lastRow = opened?.lastRow ?? row
    }
    const raw = chunk.find((one) => one.row === row)
    if (raw !== undefined) found.set(row, raw)
  }
  return found
}

function readChunks(tx: Tx, batch: BatchId, from: number) {
  return selectChunks(tx, batch)
    .where("chunk", ">=", from)
    .orderBy("chunk")
    .limit(chunksAtOnce)
    .execute()
}

function findChunk(tx: Tx, batch: BatchId, row: number) {
  return selectChunks(tx, batch)
    .where("first_row", "<=", row)
    .orderBy("chunk", "desc")
    .limit(1)
    .executeTakeFirst()
}

function selectChunks(tx: Tx, batch: BatchId) {
  return tx
    .tables<ChunkTables>()
    .selectFrom("raw_chunk")
    .select(["chunk", "first_row", "row_count", "data"])
    .where("batch", "=", batch)
}
