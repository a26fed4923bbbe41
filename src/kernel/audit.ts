import type { Facts } from "./failure.ts"
import type { Principal } from "./principal.ts"

/** Who did what to what. Ids and field names, never values. */
export interface AuditEntry {
  readonly principal: Principal
  /** `noun/verb`, e.g. `batch/undo`. */
  readonly action: string
  /** What it was done to: a kind and an id. */
  readonly object: string
  readonly facts?: Facts
}

/** Port: an entry in the caller's transaction. Implemented by govern. */
export interface Audit<Tx> {
  write(tx: Tx, entry: AuditEntry): Promise<void>
}
