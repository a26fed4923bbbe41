import { Failure } from "#kernel"
import type { Language } from "#text"
import { answerOperations } from "./api/api.ts"
import { openApiDocument } from "./api/openapi.ts"
import { apiPrefix } from "./api/prefix.ts"
import type { House } from "./compose.ts"
import { guarded } from "./http/access.ts"
import { isEncrypted, type Doorplate } from "./http/doorplate.ts"
import type { Log } from "./http/log.ts"
import { sendJson } from "./http/respond.ts"
import type { Route } from "./http/route.ts"
import { exportRoute } from "./streams/exports.ts"
import { rejectedRoute } from "./streams/rejected.ts"
import { uploadRoute } from "./streams/uploads.ts"
import { operationsOf } from "./operations/operations.ts"
import { enterRoute } from "./page/enter.ts"
import { webDirectory } from "./page/build-web.ts"
import { webRoute } from "./page/web-files.ts"

export interface RoutesPorts {
  readonly house: House
  readonly log: Log
  readonly serveWeb: boolean
  readonly doorplate: Doorplate
}

/** Every address that answers; the first that fits does. */
export function routesOf({ house, log, serveWeb, doorplate }: RoutesPorts): readonly Route[] {
  const { access, gate, once } = house
  return [
    health(house),
    readiness(house),
    document(),
    uploadRoute(house, uploadLimit()),
    rejectedRoute(house),
    exportRoute(house),
    {
      method: "any",
      pattern: `${apiPrefix}/*`,
      handle: guarded(access, answerOperations(operationsOf(house), { gate, once, log })),
    },
    ...(serveWeb
      ? [enterRoute(access, { secure: isEncrypted(doorplate) }), webRoute(webDirectory)]
      : []),
  ]
}

/** The program runs. */
function health({ started }: House): Route {
  return {
    method: "GET",
    pattern: "/healthz",
    handle: async (exchange) => sendJson(exchange, { status: "ok", started }),
  }
}

/** The database answers too. Without the mirror everything works, if more slowly. */
function readiness({ store, mirror, stopping }: House): Route {
  return {
    method: "GET",
    pattern: "/readyz",
    handle: async (exchange) => {
      if (stopping.aborted) throw new Failure("server/stopping")
      await store.read(() => Promise.resolve())
      sendJson(exchange, { status: "ok", mirror: mirror.condition().is })
    },
  }
}

/** Made once a language: it takes a tenth of a second. */
function document(): Route {
  const documents = new Map<Language, ReturnType<typeof openApiDocument>>()
  const documentIn = (language: Language) => {
    const made = documents.get(language) ?? openApiDocument(language)
    documents.set(language, made)
    return made
  }
  return {
    method: "GET",
    pattern: `${apiPrefix}/openapi.json`,
    handle: async (exchange) => sendJson(exchange, await documentIn(exchange.language)),
  }
}

const usualLimit = 4 * 1024 ** 3

/** Bytes of one file. */
function uploadLimit(): number {
  const set = Number(process.env["ZHIKE_UPLOAD_LIMIT"])
  return Number.isSafeInteger(set) && set > 0 ? set : usualLimit
}
