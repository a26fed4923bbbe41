import { createReadStream } from "node:fs"
import { readFile, stat } from "node:fs/promises"
import { extname, join, normalize, sep } from "node:path"
import { pipeline } from "node:stream/promises"
import { Failure } from "#kernel"
import { headerOf, type Exchange } from "../http/exchange.ts"
import type { Route } from "../http/route.ts"
import { sendPage } from "./html.ts"
import { noticePage } from "./notice.ts"

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
}

/** As the build wrote it into every script and style; each answer has its own. */
const noncePlace = /__NONCE__/g

/** The built page: its files, and the page itself for every other address, since routes live in it. */
export function webRoute(directory: string): Route {
  return {
    method: "GET",
    pattern: "/*",
    handle: async (exchange) => {
      const { pathname } = exchange.url
      if (pathname.startsWith("/api/")) throw new Failure("server/unknown-route")
      if (extname(pathname) in types) return sendFile(exchange, directory, pathname)
      await sendIndex(exchange, directory)
    },
  }
}

async function sendIndex(exchange: Exchange, directory: string): Promise<void> {
  const html = await readFile(join(directory, "index.html"), "utf8").catch(() => undefined)
  if (html === undefined) {
    return sendPage(exchange, noticePage("no-page", exchange.language, exchange.nonce), 503)
  }
  sendPage(exchange, html.replaceAll(noncePlace, exchange.nonce))
}

async function sendFile(exchange: Exchange, directory: string, pathname: string): Promise<void> {
  const { request, response } = exchange
  const path = pathIn(directory, pathname)
  const sent = await bestOf(path, headerOf(exchange, "accept-encoding") ?? "")
  if (sent === undefined) throw new Failure("server/unknown-route")
  response.writeHead(200, {
    "Content-Type": types[extname(path)] ?? "application/octet-stream",
    "Content-Length": sent.bytes,
    // The build puts a hash of the content into the names of what lies in assets/.
    "Cache-Control": pathname.startsWith("/assets/")
      ? "public, max-age=31536000, immutable"
      : "no-cache",
    Vary: "Accept-Encoding",
    ...(sent.encoding === undefined ? {} : { "Content-Encoding": sent.encoding }),
  })
  if (request.method === "HEAD") return void response.end()
  await pipeline(createReadStream(sent.path), response)
}

function pathIn(directory: string, pathname: string): string {
  const path = normalize(join(directory, decodeURIComponentSafely(pathname)))
  if (!path.startsWith(directory + sep) || path.includes("\0")) {
    throw new Failure("server/unknown-route")
  }
  return path
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // No file of ours is called so.
    return "/"
  }
}

interface Variant {
  readonly path: string
  readonly bytes: number
  readonly encoding?: string
}

/** The smallest form of a file that the reader takes. */
async function bestOf(path: string, accepted: string): Promise<Variant | undefined> {
  for (const [encoding, ending] of [
    ["br", ".br"],
    ["gzip", ".gz"],
  ] as const) {
    if (!new RegExp(`\\b${encoding}\\b`).test(accepted)) continue
    const bytes = await sizeOf(path + ending)
    if (bytes !== undefined) return { path: path + ending, bytes, encoding }
  }
  const bytes = await sizeOf(path)
  return bytes === undefined ? undefined : { path, bytes }
}

async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() === true ? found.size : undefined
}
