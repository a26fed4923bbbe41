import type { IncomingMessage, ServerResponse } from "node:http"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { Failure } from "#kernel"
import type { Exchange } from "./exchange.ts"
import { problemOf, problemType } from "./problem.ts"

/** Answers with JSON. */
export function sendJson({ response, request }: Exchange, value: unknown, status = 200): void {
  const body = Buffer.from(JSON.stringify(value))
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": body.length,
    "Cache-Control": "no-store",
  })
  response.end(request.method === "HEAD" ? undefined : body)
}

/** Answers with a problem, unless the answer has begun: then all that is left is to break it off. */
export function sendFailure(exchange: Exchange, failure: Failure): void {
  const { response, request } = exchange
  const problem = problemOf(failure, exchange)
  exchange.note({ code: failure.code })
  if (response.headersSent) {
    response.destroy()
    return
  }
  if (problem.status === 401) response.setHeader("WWW-Authenticate", 'Bearer realm="zhike"')
  const body = Buffer.from(JSON.stringify(problem))
  response.writeHead(problem.status, {
    "Content-Type": problemType,
    "Content-Language": exchange.language,
    "Content-Length": body.length,
    "Cache-Control": "no-store",
  })
  if (request.method !== "HEAD") response.write(body)
  endAfter(request, response)
}

const patienceMs = 20_000

/**
 * Who is still sending would not see the answer if the connection ended under them: the rest is read
 * and thrown away, for a while, and the answer ends after it.
 */
function endAfter(request: IncomingMessage, response: ServerResponse): void {
  if (request.complete) {
    response.end()
    return
  }
  const enough = setTimeout(() => request.destroy(), patienceMs)
  enough.unref()
  request.once("close", () => {
    clearTimeout(enough)
    response.end()
  })
  request.resume()
}

/** Passes an answer of the web's kind on, stream and all. Ends its source when the client goes. */
export async function sendResponse({ response }: Exchange, answer: Response): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  if (answer.body === null) {
    response.end()
    return
  }
  await pipeline(Readable.from(answer.body), response)
}
