import { implement } from "@orpc/server"
import { contract } from "#contract"
import type { Tx } from "#store"
import type { ApiContext } from "../api/api-context.ts"

/** Where the handler of every operation begins. */
export const os = implement(contract).$context<ApiContext>()

/** The transaction of an operation that changes something: its answer is kept in it. */
export function txOf({ tx }: ApiContext): Tx {
  if (tx === undefined)
    throw new Error("an operation that only reads has no transaction of its own")
  return tx
}
