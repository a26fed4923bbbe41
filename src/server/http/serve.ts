import { randomBytes, randomUUID } from "node:crypto"
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import { Failure } from "#kernel"
import { isEncrypted, type Doorplate } from "./doorplate.ts"
import type { Exchange, Notes } from "./exchange.ts"
import { refuseForeign } from "./guard.ts"
import { readLanguage } from "./language.ts"
import { traceOf, type Log } from "./log.ts"
import { unexpected } from "./problem.ts"
import { sendFailure } from "./respond.ts"
import { findRoute, type Route } from "./route.ts"
import { setSecurityHeaders, stayEncrypted } from "./security-headers.ts"

export interface Serving {
  readonly routes: readonly Route[]
  /** Which Host and Origin headers are ours depends on it. */
  readonly doorplate: Doorplate
  readonly log: Log
  /** Told of each request when it is over. */
  readonly answered: (answered: Answered) => void
}

/** How a request went. */
export interface Answered extends Partial<Notes> {
  readonly method: string
  readonly status: number
  readonly ms: number
}

/** The way of every request: who asks, what answers, how it went. */
export function serve(serving: Serving): RequestListener {
  return (request, response) => {
    const began = performance.now()
    const notes: { -readonly [Note in keyof Notes]?: Notes[Note] } = {}
    const exchange = exchangeOf(request, response, (note) => Object.assign(notes, note))
    setSecurityHeaders(response, exchange.id)
    if (isEncrypted(serving.doorplate)) stayEncrypted(response)
    response.once("close", () => {
      const { method = "" } = request
      const { statusCode: status } = response
      const ms = performance.now() - began
      const { id } = exchange
      serving.log({ event: "request", id, method, status, ms: Math.round(ms), ...notes })
      serving.answered({ method, status, ms, ...notes })
    })
    void answer(exchange, serving)
  }
}

async function answer(exchange: Exchange, { routes, doorplate, log }: Serving): Promise<void> {
  try {
    refuseForeign(exchange, doorplate)
    const match = findRoute(routes, exchange.request.method ?? "GET", exchange.url.pathname)
    if (match === undefined) throw new Failure("server/unknown-route")
    exchange.note({ route: match.route.pattern })
    await match.route.handle(exchange, match.params)
  } catch (error) {
    if (exchange.signal.aborted) return
    if (!(error instanceof Failure)) log({ event: "bug", id: exchange.id, ...traceOf(error) })
    sendFailure(exchange, error instanceof Failure ? error : unexpected(exchange))
  }
}

function exchangeOf(
  request: IncomingMessage,
  response: ServerResponse,
  note: Exchange["note"],
): Exchange {
  const gone = new AbortController()
  response.once("close", () => {
    if (!response.writableFinished) gone.abort()
  })
  return {
    request,
    response,
    url: urlOf(request),
    id: randomUUID(),
    language: readLanguage(request.headers),
    nonce: randomBytes(16).toString("base64"),
    signal: gone.signal,
    note,
  }
}

/** Only path and query count; the authority in it is never used. */
function urlOf({ url = "/" }: IncomingMessage): URL {
  const path = url.startsWith("/") ? url : "/"
  const address = `http://localhost${path}`
  return new URL(URL.canParse(address) ? address : "http://localhost/")
}
