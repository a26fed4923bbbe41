import type { Principal } from "#kernel"
import type { Tx } from "#store"
import type { Exchange } from "../http/exchange.ts"

/** What each call knows beside its input. */
export interface ApiContext {
  readonly principal: Principal
  readonly exchange: Exchange
  /** The transaction that keeps the answer of an operation that changes something. */
  readonly tx?: Tx
}
