import { createORPCClient, ORPCError } from "@orpc/client"
import type { ContractRouterClient } from "@orpc/contract"
import type { JsonifiedClient } from "@orpc/openapi-client"
import { OpenAPILink } from "@orpc/openapi-client/fetch"
import { config } from "zod"
import { contract } from "#contract"

// The page may not make functions out of text (CSP): schemas are read, not compiled.
config({ jitless: true })

/** Sent along with a call. A change carries a key: sent twice with one key it happens once. */
export interface CallContext {
  readonly key?: string
}

const link = new OpenAPILink<CallContext>(contract, {
  url: () => new URL("/api/v1", location.origin),
  headers: ({ context }) => ({
    "accept-language": document.documentElement.lang,
    ...(context.key === undefined ? {} : { "idempotency-key": context.key }),
  }),
  fetch: asJson,
  customErrorResponseBodyDecoder: readProblem,
})

/** Every operation of the house, typed from the contract. */
export const api: JsonifiedClient<ContractRouterClient<typeof contract, CallContext>> =
  createORPCClient(link)

/** A fresh key for something that a person does. Works on plain HTTP too, where `randomUUID` is missing. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** The link reads `application/json` only: a problem is that under another name. */
async function asJson(request: Request, init: object): Promise<Response> {
  const response = await fetch(request, init)
  if (!response.headers.get("content-type")?.startsWith("application/problem+json")) return response
  const headers = new Headers(response.headers)
  headers.set("content-type", "application/json")
  return new Response(response.body, { status: response.status, headers })
}

function readProblem(body: unknown): ORPCError<string, unknown> | null {
  if (typeof body !== "object" || body === null || !("code" in body)) return null
  if (typeof body.code !== "string") return null
  return new ORPCError(body.code, {
    status: "status" in body && typeof body.status === "number" ? body.status : 500,
    message: "detail" in body && typeof body.detail === "string" ? body.detail : body.code,
    defined: "defined" in body && body.defined === true,
    data: "data" in body ? body.data : undefined,
  })
}
