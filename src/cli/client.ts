import { randomUUID } from "node:crypto"
import { Readable } from "node:stream"
import { createORPCClient, ORPCError } from "@orpc/client"
import type { ContractRouterClient } from "@orpc/contract"
import type { JsonifiedClient } from "@orpc/openapi-client"
import { OpenAPILink } from "@orpc/openapi-client/fetch"
import { contract } from "#contract"
import type { Language } from "#text"
import { callHttp } from "./http-call.ts"

export type Client = JsonifiedClient<ContractRouterClient<typeof contract>>

/** Where the application is and how to get in. */
export interface Place {
  readonly url: string
  readonly token: string
  readonly language: Language
}

/** Every operation of the house, typed from the contract. A command asks each of them once. */
export function clientOf(place: Place): Client {
  const link = new OpenAPILink(contract, {
    url: new URL("/api/v1", place.url),
    headers: () => headersOf(place),
    fetch: (request) => send(request),
    customErrorResponseBodyDecoder: problemError,
  })
  return createORPCClient(link)
}

/** What every request carries; a fresh key makes each one happen once. */
export function headersOf({ token, language }: Place): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    "accept-language": language,
    "idempotency-key": randomUUID(),
  }
}

async function send(request: Request): Promise<Response> {
  const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer())
  const answer = await callHttp({
    url: request.url,
    method: request.method,
    headers: Object.fromEntries(request.headers),
    body: body === undefined ? undefined : Readable.from([body]),
    signal: request.signal,
  })
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) {
    if (typeof value === "string") headers.set(name, asJson(name, value))
  }
  const status = answer.statusCode ?? 500
  return new Response([204, 304].includes(status) ? null : streamOf(answer), { status, headers })
}

/** The link reads `application/json` only: a problem is that under another name. */
function asJson(name: string, value: string): string {
  return name === "content-type"
    ? value.replace("application/problem+json", "application/json")
    : value
}

function streamOf(answer: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const parts = answer[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await parts.next()
      if (done === true) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => {
      await parts.return?.()
    },
  })
}

/** A problem as an error; `null` for a body that is none. */
export function problemError(body: unknown): ORPCError<string, unknown> | null {
  if (typeof body !== "object" || body === null || !("code" in body)) return null
  return new ORPCError(String(body.code), {
    status: "status" in body && typeof body.status === "number" ? body.status : 500,
    message: "detail" in body ? String(body.detail) : String(body.code),
    defined: "defined" in body && body.defined === true,
    data: "data" in body ? body.data : undefined,
  })
}
