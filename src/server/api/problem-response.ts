import { z } from "zod"
import { Failure } from "#kernel"
import type { Exchange } from "../http/exchange.ts"
import { problemOf, problemType, unexpected } from "../http/problem.ts"

/** An error as the HTTP library writes it. */
const LibraryError = z.object({
  code: z.string(),
  defined: z.boolean().optional(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
})

/** The same as a problem in the reader's language. */
export async function problemResponse(answer: Response, exchange: Exchange): Promise<Response> {
  const { data: error } = LibraryError.safeParse(await answer.json())
  const [room = "", what = ""] = error?.code.split("/") ?? []
  // The library's own codes have no stroke. It has none that a caller could act on, but for the body's form.
  const failure =
    what === ""
      ? libraryFailure(answer.status, exchange)
      : new Failure(`${room}/${what}`, error?.data)
  exchange.note({ code: failure.code })
  const problem = problemOf(failure, exchange, error?.defined)
  return Response.json(problem, {
    status: problem.status,
    headers: {
      "Content-Type": problemType,
      "Content-Language": exchange.language,
      "Cache-Control": "no-store",
    },
  })
}

function libraryFailure(status: number, exchange: Exchange): Failure {
  return status === 400 ? new Failure("server/json") : unexpected(exchange)
}
