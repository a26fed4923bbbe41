import { OpenAPIHandler } from "@orpc/openapi/fetch"
import { onError, type AnyRouter } from "@orpc/server"
import { Failure, type Gate, type Principal } from "#kernel"
import { readJsonBody } from "../http/body.ts"
import { headerOf, type Exchange } from "../http/exchange.ts"
import { traceOf, type Log } from "../http/log.ts"
import { sendResponse } from "../http/respond.ts"
import type { ApiContext } from "./api-context.ts"
import { admitting, answeringOnce, failing } from "./interceptors.ts"
import type { Once } from "./once.ts"
import { apiPrefix } from "./prefix.ts"
import { problemResponse } from "./problem-response.ts"

export interface ApiPorts {
  readonly gate: Gate
  readonly once: Once
  readonly log: Log
}

export type Answerer = (exchange: Exchange, principal: Principal) => Promise<void>

/** Answers every operation of the contract. */
export function answerOperations(router: AnyRouter, { gate, once, log }: ApiPorts): Answerer {
  const handler = new OpenAPIHandler<ApiContext>(router, {
    interceptors: [onError((error, { context }) => logBug(error, context.exchange, log))],
    clientInterceptors: [failing, admitting(gate), answeringOnce(once)],
  })
  return async (exchange, principal) => {
    const { matched, response } = await handler.handle(await requestOf(exchange), {
      prefix: apiPrefix,
      context: { principal, exchange },
    })
    if (!matched) throw new Failure("server/unknown-route")
    const answer = response.status < 400 ? response : await problemResponse(response, exchange)
    if (!answer.headers.has("Cache-Control")) answer.headers.set("Cache-Control", "no-store")
    await sendResponse(exchange, answer)
  }
}

/** What was thrown and is no failure of ours. */
function logBug(error: unknown, exchange: Exchange, log: Log): void {
  if (error instanceof Error && error.cause instanceof Failure) return
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  log({ event: "bug", id: exchange.id, ...traceOf(cause) })
}

async function requestOf(exchange: Exchange): Promise<Request> {
  const { request, signal, url } = exchange
  const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET")
  const body = await readJsonBody(exchange)
  const type = headerOf(exchange, "content-type")
  return new Request(url, {
    method,
    signal,
    headers: type === undefined ? {} : { "Content-Type": type },
    ...(method !== "GET" && body.length > 0 ? { body: new Uint8Array(body) } : {}),
  })
}
