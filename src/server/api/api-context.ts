import type { Principal } from "#kernel"
import type { Exchange } from "../http/exchange.ts"

/** What each call knows beside its input. */
export interface ApiContext {
  readonly principal: Principal
  readonly exchange: Exchange
}
