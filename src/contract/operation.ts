import { oc } from "@orpc/contract"
import { z } from "zod"
import type { Permission } from "#kernel"

interface OperationMeta {
  /** Undefined until the operation names one; a test refuses an operation that never does. */
  readonly permission: Permission | undefined
  /** Does it change anything? Then it takes an Idempotency-Key. */
  readonly mutates: boolean
}

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

/** Where every operation begins. The failures named here can happen to any of them. */
const operation = oc.$meta<OperationMeta>({ permission: undefined, mutates: false }).errors({
  "gate/refused": { status: 403, data: facts },
  "server/input": { status: 400, data: facts },
})

/** An operation that only reads. */
export function reading(permission: Permission) {
  return operation.meta({ permission, mutates: false })
}

/** An operation that changes something; sent twice with one Idempotency-Key it happens once. */
export function changing(permission: Permission) {
  return operation.meta({ permission, mutates: true }).errors({
    "store/idempotency-mismatch": { status: 422, data: facts },
  })
}

/** What a failure tells: the words of a reader's language are under `failure.<code>`. */
export const failureFacts = facts
