import { Failure, type Principal } from "#kernel"
import type { OwnerAccess } from "#govern"
import { headerOf, type Exchange } from "./exchange.ts"
import type { Params, Route } from "./route.ts"

type Guarded = (exchange: Exchange, principal: Principal, params: Params) => Promise<void>

/** A route that answers only to somebody: by token, or by the session of the page. */
export function guarded(access: OwnerAccess, handle: Guarded): Route["handle"] {
  return async (exchange, params) => handle(exchange, principalOf(access, exchange), params)
}

function principalOf(access: OwnerAccess, exchange: Exchange): Principal {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(headerOf(exchange, "authorization") ?? "") ?? []
  const principal =
    token === undefined
      ? access.principalOfSession(headerOf(exchange, "cookie"))
      : access.principalOf(token)
  if (principal === undefined) throw new Failure("server/no-token")
  return principal
}
