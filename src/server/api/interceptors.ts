import { ORPCError } from "@orpc/server"
import type { OpenAPIHandlerOptions } from "@orpc/openapi/fetch"
import { z } from "zod"
import { operations, type Operation } from "#contract"
import { Failure, type Gate } from "#kernel"
import { headerOf } from "../http/exchange.ts"
import { statusOf } from "../http/failure-status.ts"
import { inputFailure } from "../http/input-failure.ts"
import type { ApiContext } from "./api-context.ts"
import { fingerprintOf, parseKey, type Once } from "./once.ts"

type Interceptors = NonNullable<OpenAPIHandlerOptions<ApiContext>["clientInterceptors"]>
type Interceptor = Interceptors[number]

/** Outermost: turns what was thrown into what the HTTP library answers, a code, a status and facts. */
export const failing: Interceptor = async (call) => {
  const operation = operationOf(call.path)
  call.context.exchange.note({ route: `${operation.method} ${operation.path}` })
  try {
    return await call.next()
  } catch (error) {
    const failure = failureOf(error)
    if (failure === undefined) throw error
    throw new ORPCError(failure.code, {
      status: statusOf(failure.code),
      data: failure.facts,
      cause: failure,
    })
  }
}

/** Nobody's input is looked at before it is known that they may. */
export function admitting(gate: Gate): Interceptor {
  return async (call) => {
    const { permission, name } = operationOf(call.path)
    if (permission === undefined) throw new Error(`${name} names no permission`)
    await gate.admit({ principal: call.context.principal, permission })
    return call.next()
  }
}

/** What changes something happens once per Idempotency-Key; the answer is given again. */
export function answeringOnce(once: Once): Interceptor {
  return async (call) => {
    const { principal, exchange } = call.context
    const { mutates, name } = operationOf(call.path)
    if (!mutates) return call.next()
    const key = parseKey(headerOf(exchange, "idempotency-key"))
    const request = fingerprintOf(name, call.input)
    return once({ key, principal: principal.id, request }, (tx) =>
      call.next({ ...call, context: { ...call.context, tx } }),
    )
  }
}

const byName = new Map(operations.map((operation) => [operation.name, operation]))

function operationOf(path: readonly string[]): Operation {
  const operation = byName.get(path.join("."))
  if (operation === undefined) throw new Error(`no such operation: ${path.join(".")}`)
  return operation
}

const InputIssues = z.object({
  issues: z.array(z.looseObject({ message: z.string(), path: z.array(z.any()).optional() })),
})

function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error
  if (!(error instanceof ORPCError) || error.code !== "BAD_REQUEST") return undefined
  const { data } = InputIssues.safeParse(error.data)
  return data === undefined ? new Failure("server/json") : inputFailure(data.issues)
}
