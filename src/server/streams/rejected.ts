import { pipeline } from "node:stream/promises"
import { readBatch, writeRejectedCsv, type Rejection } from "#collect"
import { BatchId, Failure } from "#kernel"
import { isTextKey, say, type Language } from "#text"
import { apiPrefix } from "../api/prefix.ts"
import type { House } from "../compose.ts"
import { guarded } from "../http/access.ts"
import type { Route } from "../http/route.ts"

/** The rejected rows of a batch as they came, each with its reason: mended, the file can be sent again. */
export function rejectedRoute(house: House): Route {
  return {
    method: "GET",
    pattern: `${apiPrefix}/batches/{batch}/rejected.csv`,
    handle: guarded(house.access, async (exchange, principal, params) => {
      await house.gate.admit({ principal, permission: "batch/read" })
      const { data: id } = BatchId.safeParse(params["batch"])
      if (id === undefined) throw new Failure("collect/unknown-batch", { batch: 0 })
      await house.store.read((tx) => readBatch(tx, id))
      exchange.response.writeHead(200, {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="rejected-${id}.csv"`,
        "Cache-Control": "no-store",
      })
      const words = wordsOf(exchange.language)
      await pipeline(writeRejectedCsv(house, id, words), exchange.response)
    }),
  }
}

function wordsOf(language: Language) {
  return {
    sayReason: (rejection: Rejection) => reasonOf(rejection, language),
    rowHeading: say(language, "rejected.row"),
    reasonHeading: say(language, "rejected.reason"),
  }
}

function reasonOf({ code, facts, column }: Rejection, language: Language): string {
  const key = `failure.${code}`
  return isTextKey(key) ? say(language, key, { column, ...facts }) : code
}
