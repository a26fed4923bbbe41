import { implement } from "@orpc/server"
import { contract } from "#contract"
import type { ApiContext } from "../api/api-context.ts"

/** Where the handler of every operation begins. */
export const os = implement(contract).$context<ApiContext>()
