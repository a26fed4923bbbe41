import type { BatchId } from "#kernel"
import { readBatch } from "./batch.store.ts"
import { rawRows, type RawPorts } from "./raw-chunk.store.ts"

/** The first rows of a batch as they came, for people to look at and for guesses at what they say. */
export interface Sample {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/**
 * The first rows that could be read.
 * @throws Failure "collect/unknown-batch"
 */
export async function sampleOf(
  ports: RawPorts,
  batch: BatchId,
  { rows: most = 20 }: { readonly rows?: number } = {},
): Promise<Sample> {
  const { headers } = await ports.store.read((tx) => readBatch(tx, batch))
  const rows: (readonly string[])[] = []
  for await (const chunk of rawRows(ports, batch)) {
    for (const { cells, code } of chunk.rows)
      if (cells !== undefined && code === undefined && rows.length < most) rows.push(cells)
    if (rows.length >= most) break
  }
  return { headers, rows }
}
