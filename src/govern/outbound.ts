import { lookup } from "node:dns/promises"
import { request as requestHttp, type IncomingMessage, type RequestOptions } from "node:http"
import { request as requestHttps } from "node:https"
import { isIP } from "node:net"
import { Failure, type Facts, type Outbound } from "#kernel"
import { isPublicAddress } from "./public-address.ts"

/** What guards the way out. The defaults are the rule; tests stand a server on loopback. */
export interface OutboundGuards {
  readonly isAdmitted: (address: string) => boolean
  readonly resolve: (host: string) => Promise<readonly string[]>
  readonly limitMs: number
  readonly limitBytes: number
}

const strict: OutboundGuards = {
  isAdmitted: isPublicAddress,
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  limitMs: 5000,
  limitBytes: 1024 * 1024,
}

type Call = Parameters<Outbound["fetch"]>[1]

/**
 * The one way out of the house. Every address of the host is checked and the connection goes to a
 * checked one, so that a second answer of the name server cannot lead elsewhere.
 */
export function guardedOutbound(guards: Partial<OutboundGuards> = {}): Outbound {
  const guard = { ...strict, ...guards }
  return {
    fetch: async (written, call = {}) => {
      const url = parseUrl(written)
      const signal = AbortSignal.timeout(guard.limitMs)
      const address = await within(signal, addressOf(guard, url), url)
      const response = await within(
        signal,
        send(url, { ...optionsOf(url, address, call), signal }, call),
        url,
      )
      judgeStatus(url, response)
      return within(signal, readBody(response, url, guard.limitBytes), url)
    },
  }
}

function parseUrl(written: string): URL {
  if (!URL.canParse(written)) throw refused("", "address")
  const url = new URL(written)
  if (!["http:", "https:"].includes(url.protocol)) throw refused(url.hostname, "scheme")
  if (url.username !== "" || url.password !== "") throw refused(url.hostname, "credentials")
  return url
}

async function addressOf(guard: OutboundGuards, url: URL): Promise<string> {
  const host = hostOf(url)
  const addresses = isIP(host) ? [host] : await guard.resolve(host)
  const [first] = addresses
  if (first === undefined) throw failed(url, "unknown")
  if (!addresses.every((address) => guard.isAdmitted(address)))
    throw refused(url.hostname, "private")
  return first
}

function optionsOf(
  url: URL,
  address: string,
  call: Call,
): RequestOptions & { servername?: string } {
  const host = hostOf(url)
  return {
    host: address,
    port: url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    method: call?.method ?? "GET",
    // The certificate is checked against the name that was asked for, not the address.
    ...(isIP(host) ? {} : { servername: host }),
    headers: {
      host: url.host,
      "accept-encoding": "identity",
      ...(call?.body === undefined ? {} : { "content-type": "application/json; charset=utf-8" }),
    },
    // A fresh agent: no connection is kept, no proxy of the environment is asked.
    agent: false,
  }
}

function send(url: URL, options: RequestOptions, call: Call): Promise<IncomingMessage> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    request(options, resolve).on("error", reject).end(call?.body)
  })
}

function judgeStatus(url: URL, response: IncomingMessage): void {
  const status = response.statusCode ?? 0
  if (status >= 200 && status < 300) return
  response.destroy()
  if (status >= 300 && status < 400) throw refused(url.hostname, "redirect")
  throw failed(url, "status", { status })
}

async function readBody(response: IncomingMessage, url: URL, limitBytes: number): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response.iterator({ destroyOnReturn: true })) {
    const read = Buffer.from(part)
    bytes += read.length
    if (bytes > limitBytes) throw failed(url, "large")
    parts.push(read)
  }
  return Buffer.concat(parts).toString()
}

/** Names the host and what went wrong; a name server that hangs counts as time over, too. */
async function within<Result>(
  signal: AbortSignal,
  work: Promise<Result>,
  url: URL,
): Promise<Result> {
  const { promise: over, reject } = Promise.withResolvers<never>()
  const end = () => reject(failed(url, "slow"))
  signal.addEventListener("abort", end, { once: true })
  try {
    return await Promise.race([work, over])
  } catch (error) {
    if (error instanceof Failure) throw error
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown"
    throw failed(url, signal.aborted ? "slow" : (unanswered[code] ?? "silent"), { code })
  } finally {
    signal.removeEventListener("abort", end)
  }
}

/** `[::1]` is how a URL writes it, `::1` how everyone else does. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "")
}

/** What a name server says when there is nobody of that name. */
const unanswered: Readonly<Record<string, Failing>> = {
  ENOTFOUND: "unknown",
  ENODATA: "unknown",
}

type Refusal = "address" | "scheme" | "credentials" | "private" | "redirect"
type Failing = "unknown" | "status" | "large" | "slow" | "silent"

function refused(host: string, reason: Refusal): Failure {
  return new Failure("outbound/refused", { host, reason })
}

function failed(url: URL, reason: Failing, facts: Facts = {}): Failure {
  return new Failure("outbound/failed", { host: url.hostname, reason, status: 0, ...facts })
}
