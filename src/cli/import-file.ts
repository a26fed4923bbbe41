import { Failure } from "#kernel"
import type { Client } from "./client.ts"
import { followBatch, type Batch } from "./follow.ts"
import type { House } from "./house.ts"
import { readText } from "./http-call.ts"
import type { Terminal } from "./terminal.ts"
/** What is known of a file before anybody has looked into it. */
export interface Wishes {
  readonly fileName: string
  readonly source: string
  readonly kind?: string | undefined
  readonly content: "people" | "organisations" | "orders"
  /** Header of the column that names a row in its source; of an order, the customer's key. */
  readonly key?: string | undefined
  readonly sourceColumn?: string | undefined
  /** Fields by header, where a person said so; `null` keeps a column out. */
  readonly map?: Readonly<Record<string, string | null>> | undefined
  readonly currency?: string | undefined
  /** The batch whose rejected rows the file brings again, mended; it says source and content. */
  readonly mends?: number | undefined
}

type Bytes = AsyncIterable<Uint8Array>

/** Sends a file, says where its columns go and imports it. Shows the progress; answers the batch at rest. */
export async function importFile(
  house: House,
  { wishes, bytes }: { readonly wishes: Wishes; readonly bytes: Bytes },
  terminal: Terminal,
): Promise<Batch> {
  const batch = await send(house, wishes, bytes)
  try {
    await plan(house.api, batch, wishes)
    await house.api.batch.run({ batch: batch.id })
  } catch (error) {
    // What cannot be imported as it was asked leaves nothing behind.
    await house.api.batch.discard({ batch: batch.id })
    throw error
  }
  return followBatch(house.api, batch.id, terminal)
}

/** A file to look at, and what to do with its rejected rows before they are gone. */
export interface Looking {
  readonly wishes: Wishes
  readonly bytes: Bytes
  readonly save: (batch: number) => Promise<void>
}

/** A batch that was looked at, and what would come of it. */
export interface Seen {
  readonly batch: Batch
  readonly foresight: Awaited<ReturnType<Client["foresight"]["read"]>>
}

/** Says what an import would do. Changes no record, and nothing of the file is left behind. */
export async function previewFile(
  house: House,
  { wishes, bytes, save }: Looking,
  terminal: Terminal,
): Promise<Seen> {
  const batch = await send(house, wishes, bytes)
  try {
    await plan(house.api, batch, wishes)
    await house.api.batch.preview({ batch: batch.id })
    const seen = await followBatch(house.api, batch.id, terminal)
    const foresight = await house.api.foresight.read({ batch: batch.id })
    await save(batch.id)
    return { batch: seen, foresight }
  } finally {
    await house.api.batch.discard({ batch: batch.id })
  }
}

async function send(house: House, wishes: Wishes, bytes: Bytes): Promise<Batch> {
  const answer = await house.stream({
    method: "POST",
    path: "/api/v1/uploads",
    headers: {
      "content-type": "application/octet-stream",
      "x-zhike-file-name": encodeURIComponent(wishes.fileName),
      ...(wishes.source === "" ? {} : { "x-zhike-source": encodeURIComponent(wishes.source) }),
      "x-zhike-content": wishes.content,
      ...(wishes.mends === undefined ? {} : { "x-zhike-mends": String(wishes.mends) }),
      ...(wishes.kind === undefined ? {} : { "x-zhike-source-kind": wishes.kind }),
    },
    body: bytes,
  })
  const { id } = JSON.parse(await readText(answer))
  return house.api.batch.read({ batch: id })
}

async function plan(api: Client, { id, plan: guess }: Batch, wishes: Wishes): Promise<void> {
  const { key, sourceColumn, map = {}, currency } = wishes
  const headers = guess.columns.map(({ header }) => header)
  const unknown = [key, sourceColumn, ...Object.keys(map)].find(
    (header) => header !== undefined && !headers.includes(header),
  )
  if (unknown !== undefined) throw new Failure("cli/no-column", { column: unknown })
  await api.batch.plan({
    batch: id,
    plan: {
      ...guess,
      content: wishes.mends === undefined ? wishes.content : guess.content,
      key: key ?? guess.key,
      sourceColumn: sourceColumn ?? guess.sourceColumn,
      currency: currency ?? guess.currency,
      columns: guess.columns.map((column) => {
        const field = Object.hasOwn(map, column.header) ? map[column.header] : undefined
        return field === undefined ? column : { ...column, field, confidence: 1, why: "person" }
      }),
    },
  })
}
