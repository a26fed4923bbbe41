import { request, type IncomingMessage } from "node:http"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { Failure } from "#kernel"

export interface Call {
  readonly url: string | URL
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: AsyncIterable<Uint8Array> | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * A call without time limits, streaming both ways: to rebuild a million customers takes as long as it
 * takes. @throws Failure "cli/server-gone" if nobody answers
 */
export async function callHttp({
  url,
  method,
  headers,
  body,
  signal,
}: Call): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  // A connection for each call: one that was kept may be closed by the server just as it is used again.
  const options = { method, headers, agent: false, ...(signal === undefined ? {} : { signal }) }
  const sent = request(url, options)
  let isAnswered = false
  sent.once("response", (answer) => {
    isAnswered = true
    // Answered before all was sent, the rest does not matter: too large, refused.
    answer.once("end", () => {
      if (!sent.writableFinished) sent.destroy()
    })
    resolve(answer)
  })
  sent.on("error", (error) => reject(goneOr(error, signal)))
  pipeline(body === undefined ? Readable.from([]) : Readable.from(body), sent).catch(
    (error: unknown) => {
      if (!isAnswered) reject(goneOr(error, signal))
    },
  )
  return promise
}

function goneOr(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true || error instanceof Failure) return error
  const isNetwork = error instanceof Error && "syscall" in error
  return isNetwork ? new Failure("cli/server-gone", {}, { cause: error }) : error
}

/** The whole text of an answer. */
export async function readText(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString()
}
