import { batchContents, markMending, readBatch, receive, type Delivery } from "#collect"
import { guessPlan } from "#flow"
import { BatchId, Failure, type Principal } from "#kernel"
import { z } from "zod"
import { Dialect } from "#contract"
import { fingerprintOf, parseKey } from "../api/once.ts"
import { apiPrefix } from "../api/prefix.ts"
import type { House } from "../compose.ts"
import { guarded } from "../http/access.ts"
import { bodyOf } from "../http/body.ts"
import { headerOf, type Exchange } from "../http/exchange.ts"
import { sendJson } from "../http/respond.ts"
import type { Route } from "../http/route.ts"
import { showBatch } from "../operations/show-batch.ts"

/** A file's bytes in, its batch out, with a guess where its columns go. The file never lies in memory. */
export function uploadRoute(house: House, limit: number): Route {
  return {
    method: "POST",
    pattern: `${apiPrefix}/uploads`,
    handle: guarded(house.access, async (exchange, principal) => {
      await house.gate.admit({ principal, permission: "batch/write" })
      const key = parseKey(headerOf(exchange, "idempotency-key"))
      const said = readHeaders(exchange)
      const asked = { key, principal: principal.id, request: fingerprintOf("upload", said) }
      const bytes = limited(exchange, limit)
      const batch = await house.onceUpload(asked, () => take(house, principal, { ...said, bytes }))
      sendJson(exchange, batch)
    }),
  }
}

async function take(
  house: House,
  principal: Principal,
  { mends, ...delivery }: Said & Pick<Delivery, "bytes">,
) {
  const { store } = house
  const mended = mends === undefined ? undefined : await store.read((tx) => readBatch(tx, mends))
  const { content, source } = mended ?? delivery
  const said = { ...delivery, ...(content && { content }), ...(source && { source }) }
  const id = await receive(house, { ...said, principal })
  if (mends !== undefined)
    await store.transaction((tx) => markMending(tx, { batch: mends, by: id, rows: [] }))
  return showBatch(await guessPlan(house, id))
}

/** What the headers say; a file of mended rows is of the source and content of the batch that refused them. */
type Said = Omit<Delivery, "principal" | "bytes"> & { readonly mends?: BatchId }

/** @throws Failure "server/header" */
function readHeaders(exchange: Exchange): Said {
  const fileName = encodedHeader(exchange, "x-zhike-file-name")
  if (fileName === undefined) throw new Failure("server/header", { header: "X-Zhike-File-Name" })
  const name = encodedHeader(exchange, "x-zhike-source")
  const kind = headerOf(exchange, "x-zhike-source-kind")
  const content = headerOf(exchange, "x-zhike-content")
  return {
    fileName,
    ...(name === undefined ? {} : { source: { name, ...(kind === undefined ? {} : { kind }) } }),
    ...(content === undefined ? {} : { content: parsed(Content, content, "X-Zhike-Content") }),
    ...mendsOf(headerOf(exchange, "x-zhike-mends")),
    ...dialectOf(headerOf(exchange, "x-zhike-dialect")),
  }
}

function mendsOf(header: string | undefined): Pick<Said, "mends"> {
  if (header === undefined) return {}
  const { data: mends } = BatchId.safeParse(header)
  if (mends === undefined) throw new Failure("server/header", { header: "X-Zhike-Mends" })
  return { mends }
}

const Content = z.enum(batchContents)

function dialectOf(header: string | undefined): Pick<Said, "dialect"> {
  if (header === undefined) return {}
  const dialect = parsed(Dialect.partial(), parseJson(header), "X-Zhike-Dialect")
  return {
    dialect: Object.fromEntries(Object.entries(dialect).filter(([, part]) => part !== undefined)),
  }
}

function parsed<Value>(schema: z.ZodType<Value>, value: unknown, header: string): Value {
  const { data } = schema.safeParse(value)
  if (data === undefined) throw new Failure("server/header", { header })
  return data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // What is no JSON is refused like JSON of another shape.
    return undefined
  }
}

const properNames = {
  "x-zhike-file-name": "X-Zhike-File-Name",
  "x-zhike-source": "X-Zhike-Source",
} as const

/** Headers carry ASCII: Chinese names come encoded as in an address. */
function encodedHeader(exchange: Exchange, name: keyof typeof properNames): string | undefined {
  const written = headerOf(exchange, name)
  if (written === undefined || written === "") return undefined
  try {
    return decodeURIComponent(written).slice(0, 200)
  } catch {
    throw new Failure("server/header", { header: properNames[name] })
  }
}

/** @throws Failure "server/upload-too-large" */
async function* limited(exchange: Exchange, limit: number): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of bodyOf(exchange)) {
    const part = Buffer.from(chunk)
    bytes += part.length
    if (bytes > limit) throw new Failure("server/upload-too-large", { limit })
    yield part
  }
}
