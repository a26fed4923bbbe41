import type { Audit, Clock, Journal, Principal, Sealer } from "#kernel"
import type { Store, Tx } from "#store"

/** What the ways through the house need, handed in where the house is put together. */
export interface FlowPorts {
  readonly store: Store
  readonly sealer: Sealer
  readonly journal: Journal<Tx>
  readonly audit: Audit<Tx>
  readonly clock: Clock
}

/** As whom a piece of work runs, and what ends it early. */
export interface Run {
  readonly principal: Principal
  readonly signal?: AbortSignal
  /** Records written in one transaction, about; for tests and for the bench. */
  readonly pieceSize?: number
  /** Rows of a file that lie in memory at once, about; for tests and for the bench. */
  readonly portionSize?: number
  /** Rows from which on a delivery is made findable at its end; for tests. */
  readonly searchLaterFrom?: number
}

/** Only one at a time decides who is who: held while a batch is imported, undone or resolved anew. */
export const keepLock = "keep"
