import { isIP } from "node:net"
import { Failure } from "#kernel"
import type { Doorplate } from "./doorplate.ts"
import { headerOf, type Exchange } from "./exchange.ts"

/**
 * A page of somebody else's can make a browser call us in two ways: under a name of its own that it
 * points at this machine (the Host is then foreign), or from its own origin (the Origin is then foreign).
 * @throws Failure "server/foreign-host" | "server/foreign-origin"
 */
export function refuseForeign(exchange: Exchange, plate: Doorplate): void {
  const host = headerOf(exchange, "host") ?? ""
  if (!isOurHost(host, plate)) throw new Failure("server/foreign-host")
  const origin = headerOf(exchange, "origin")
  if (origin !== undefined && !isOurOrigin(origin, host, plate)) {
    throw new Failure("server/foreign-origin")
  }
}

/**
 * Names can be pointed anywhere by whoever owns them, addresses cannot: bound to loopback we answer to
 * loopback's names, bound to more we answer to the name we were given and to addresses. A proxy passes
 * on the name people use, or says the one it calls us by.
 */
function isOurHost(host: string, { boundTo, publicUrl }: Doorplate): boolean {
  if (publicUrl !== undefined && host === publicUrl.host) return true
  const hostname = hostnameOf(host)
  if (isLoopback(hostname)) return true
  if (isLoopback(boundTo)) return false
  return hostname === boundTo || isIP(hostname) !== 0
}

/** A page of ours comes from the host it asks, or from the address people know us by. */
function isOurOrigin(origin: string, host: string, { publicUrl }: Doorplate): boolean {
  if (publicUrl !== undefined && origin === publicUrl.origin) return true
  return originHost(origin) === host
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
