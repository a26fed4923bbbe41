import { Failure } from "#kernel"
import { headerOf, type Exchange } from "./exchange.ts"

/** JSON bodies are questions and plans; files have a route of their own. */
const jsonLimit = 1024 * 1024

/**
 * The whole body of a JSON request; empty if it has none.
 * @throws Failure "server/body-too-large" | "server/content-type"
 */
export async function readJsonBody(exchange: Exchange): Promise<Buffer> {
  if (Number(headerOf(exchange, "content-length") ?? 0) > jsonLimit) throw tooLarge()
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of bodyOf(exchange)) {
    const part = Buffer.from(chunk)
    bytes += part.length
    if (bytes > jsonLimit) throw tooLarge()
    chunks.push(part)
  }
  if (bytes > 0 && !isJson(headerOf(exchange, "content-type"))) {
    throw new Failure("server/content-type", { wanted: "application/json" })
  }
  return Buffer.concat(chunks)
}

/** The body as it comes. Who stops reading leaves the connection as it is: an answer has to go back over it. */
export function bodyOf({ request }: Exchange): AsyncIterable<Uint8Array> {
  return request.iterator({ destroyOnReturn: false })
}

function isJson(type: string | undefined): boolean {
  return /^application\/json\b/i.test(type ?? "")
}

function tooLarge(): Failure {
  return new Failure("server/body-too-large", { limit: jsonLimit })
}
