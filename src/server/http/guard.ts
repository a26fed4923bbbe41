import { isIP } from "node:net"
import { Failure } from "#kernel"
import { headerOf, type Exchange } from "./exchange.ts"

/**
 * A page of somebody else's can make a browser call us in two ways: under a name of its own that it
 * points at this machine (the Host is then foreign), or from its own origin (the Origin is then foreign).
 * @throws Failure "server/foreign-host" | "server/foreign-origin"
 */
export function refuseForeign(exchange: Exchange, boundTo: string): void {
  const host = headerOf(exchange, "host") ?? ""
  if (!isOurHost(hostnameOf(host), boundTo)) throw new Failure("server/foreign-host")
  const origin = headerOf(exchange, "origin")
  if (origin !== undefined && originHost(origin) !== host) {
    throw new Failure("server/foreign-origin")
  }
}

/**
 * Names can be pointed anywhere by whoever owns them, addresses cannot: bound to loopback we answer to
 * loopback's names, bound to more we answer to the name we were given and to addresses.
 */
function isOurHost(hostname: string, boundTo: string): boolean {
  if (isLoopback(hostname)) return true
  if (isLoopback(boundTo)) return false
  return hostname === boundTo || isIP(hostname) !== 0
}

/** Does only this machine hear it? */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "::1" || /^127(\.\d{1,3}){3}$/.test(hostname)
}

function hostnameOf(host: string): string {
  const url = `http://${host}`
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, "") : ""
}

function originHost(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
