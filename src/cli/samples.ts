import { createReadStream } from "node:fs"
import { join } from "node:path"
import { pipeline } from "node:stream"
import { createGunzip } from "node:zlib"
import { followBatch, type Batch } from "./follow.ts"
import type { House } from "./house.ts"
import { importFile, type Wishes } from "./import-file.ts"
import type { Terminal } from "./terminal.ts"

const directory = join(import.meta.dirname, "../../samples")

const febrl = { kind: "file", content: "people", key: "id" } as const

/** The data sets in samples/, as one would import them. */
const samples: readonly Wishes[] = [
  { ...febrl, fileName: "febrl-1.csv", source: "Febrl 1" },
  { ...febrl, fileName: "febrl-2.csv", source: "Febrl 2" },
  { ...febrl, fileName: "febrl-3.csv", source: "Febrl 3" },
  {
    fileName: "cdnow.csv",
    source: "CDNOW",
    kind: "order",
    content: "orders",
    key: "customer_id",
    currency: "USD",
  },
]

/** Imports each sample once: what a start before this one brought in, finished or undone, stays as it is. */
export async function importSamples(house: House, terminal: Terminal): Promise<void> {
  const { items } = await house.api.batch.list({ limit: 500 })
  for (const sample of samples) {
    const known = items.find(({ fileName }) => fileName === sample.fileName)
    await bringIn(house, { sample, known }, terminal)
  }
}

interface Bringing {
  readonly sample: Wishes
  readonly known: Batch | undefined
}

async function bringIn(
  house: House,
  { sample, known }: Bringing,
  terminal: Terminal,
): Promise<void> {
  const { api } = house
  switch (known?.state) {
    case "done":
    case "undone":
    case "undoing":
    case "cancelled":
      return
    case "paused":
    case "failed":
      await api.batch.resume({ batch: known.id })
      await followBatch(api, known.id, terminal)
      return
    case "importing":
      await followBatch(api, known.id, terminal)
      return
    case "received":
    case "previewing":
    case "previewed":
      await api.batch.discard({ batch: known.id })
      break
    case undefined:
      break
  }
  await importFile(house, { wishes: sample, bytes: unpacked(sample.fileName) }, terminal)
}

function unpacked(fileName: string): AsyncIterable<Uint8Array> {
  const packed = createReadStream(join(directory, `${fileName}.gz`))
  // An error of either ends the reading of both; whoever reads gets it.
  return pipeline(packed, createGunzip(), () => undefined)
}
