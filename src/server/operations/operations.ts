import type { House } from "../compose.ts"
import { systemOperations } from "./system.ts"

/** The handlers of the contract. */
export function operationsOf(house: House) {
  return { system: systemOperations(house) }
}
