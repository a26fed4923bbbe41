import type { Exchange } from "./exchange.ts"

/** What the router knows of one address. */
export interface Route {
  readonly method: "GET" | "POST" | "any"
  /** As the log names it; `{name}` stands for one segment, a final `*` for the rest. */
  readonly pattern: string
  readonly handle: (exchange: Exchange, params: Params) => Promise<void>
}

export type Params = Readonly<Record<string, string>>

export interface Match {
  readonly route: Route
  readonly params: Params
}

/** The first route that answers; HEAD is asked of whoever answers GET. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  pathname: string,
): Match | undefined {
  const asked = method === "HEAD" ? "GET" : method
  for (const route of routes) {
    if (route.method !== "any" && route.method !== asked) continue
    const params = match(route.pattern, pathname)
    if (params !== undefined) return { route, params }
  }
  return undefined
}

function match(pattern: string, pathname: string): Params | undefined {
  const wanted = pattern.split("/")
  const found = pathname.split("/")
  const open = wanted.at(-1) === "*"
  if (open ? found.length < wanted.length : found.length !== wanted.length) return undefined
  const params: Record<string, string> = {}
  for (const [place, segment] of wanted.entries()) {
    const given = found[place] ?? ""
    const name = /^\{(\w+)\}(.*)$/.exec(segment)
    if (segment === "*") continue
    if (name === null && segment !== given) return undefined
    if (name === null) continue
    const [, key = "", suffix = ""] = name
    if (!given.endsWith(suffix) || given.length === suffix.length) return undefined
    params[key] = decode(given.slice(0, given.length - suffix.length))
  }
  return params
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    // A segment that is no valid encoding stands for itself; nothing will be called so.
    return segment
  }
}
