export { openStore, type OpenStore } from "./open-store.ts"
export type { Database, Whereabouts } from "./database.ts"
export { DatabaseFault } from "./fault.ts"
export type { CopyTarget, CopyValue, Store, Tx } from "./tx.ts"
