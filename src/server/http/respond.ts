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
  // What of the body has not been read will not be: the connection cannot carry another request.
  if (!request.complete) response.setHeader("Connection", "close")
  if (problem.status === 401) response.setHeader("WWW-Authenticate", 'Bearer realm="zhike"')
  response.writeHead(problem.status, {
    "Content-Type": problemType,
    "Content-Language": exchange.language,
    "Cache-Control": "no-store",
  })
  response.end(request.method === "HEAD" ? undefined : JSON.stringify(problem))
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
