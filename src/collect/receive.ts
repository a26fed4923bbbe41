import { createHash, type Hash } from "node:crypto"
import { basename, extname } from "node:path"
import type { BatchId, Clock, Principal, Sealer } from "#kernel"
import type { Store } from "#store"
import { closeBatch, openBatch } from "./batch.store.ts"
import type { BatchContent } from "./batch.ts"
import { writeChunks, type SealedChunk } from "./raw-chunk.store.ts"
import { mostCharactersInChunk, mostRowsInChunk, packRows } from "./raw-chunk.ts"
import type { Dialect } from "./reading/dialect.ts"
import { readTable, type ReadRow } from "./reading/read-table.ts"
import { ensureSource } from "./source.store.ts"

export interface ReceivePorts {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
}

export interface Delivery {
  readonly principal: Principal
  readonly fileName: string
  /** Without one the file is its own source, named like it. */
  readonly source?: { readonly name: string; readonly kind?: string }
  /** `people` until somebody knows better. */
  readonly content?: BatchContent
  /** What is known of the dialect; the rest is found out. */
  readonly dialect?: Partial<Dialect>
  readonly bytes: AsyncIterable<Uint8Array>
}

/**
 * Keeps a file as it came and answers its batch, in state `received`. When it returns, the rows are
 * durable; when it throws, nothing was kept. One pass, memory independent of the file's size.
 * @throws Failure those of `readTable`; "collect/unknown-source-kind"
 */
export async function receive(ports: ReceivePorts, delivery: Delivery): Promise<BatchId> {
  const { bytes, principal, fileName, content = "people" } = delivery
  const measure = { hash: createHash("sha256"), bytes: 0, rows: 0 }
  const table = await readTable(measured(bytes, measure), delivery.dialect)
  return ports.store.transaction(async (tx) => {
    const wanted = delivery.source ?? { name: sourceNameOf(fileName) }
    const { id: source } = await ensureSource(tx, { ...wanted, principal })
    const created = ports.clock.now()
    const batch = await openBatch(tx, {
      source,
      content,
      fileName: basename(fileName).slice(0, longestName),
      principal: principal.id,
      created,
    })
    await writeChunks(tx, batch, sealedChunks(table.blocks, ports.sealer, measure))
    await closeBatch(tx, batch, {
      sha256: measure.hash.digest(),
      bytes: measure.bytes,
      rows: measure.rows,
      headers: table.headers,
      dialect: table.dialect(),
    })
    return batch
  })
}

const longestName = 200

function sourceNameOf(fileName: string): string {
  const name = basename(fileName)
  return name.slice(0, name.length - extname(name).length).slice(0, longestName) || name
}

interface Measure {
  readonly hash: Hash
  bytes: number
  rows: number
}

async function* measured(
  pieces: AsyncIterable<Uint8Array>,
  measure: Measure,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    measure.hash.update(piece)
    measure.bytes += piece.length
    yield piece
  }
}

async function* sealedChunks(
  blocks: AsyncIterable<readonly ReadRow[]>,
  sealer: Sealer,
  measure: Measure,
): AsyncGenerator<SealedChunk> {
  let chunk = 0
  for await (const rows of inChunks(blocks)) {
    const firstRow = measure.rows + 1
    measure.rows += rows.length
    yield { chunk, firstRow, rowCount: rows.length, data: packRows(rows, sealer) }
    chunk += 1
  }
}

async function* inChunks(
  blocks: AsyncIterable<readonly ReadRow[]>,
): AsyncGenerator<readonly ReadRow[]> {
  let rows: ReadRow[] = []
  let characters = 0
  for await (const block of blocks)
    for (const row of block) {
      rows.push(row)
      characters += row.length
      if (rows.length < mostRowsInChunk && characters < mostCharactersInChunk) continue
      yield rows
      rows = []
      characters = 0
    }
  if (rows.length > 0) yield rows
}
