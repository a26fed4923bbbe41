import { Failure } from "#kernel"
import type { OwnerAccess } from "#govern"
import type { Route } from "../http/route.ts"
import { sendPage } from "./html.ts"
import { noticePage } from "./notice.ts"

/** A one-time link turns into a session and leads to the page. Used or too old, it says what to do. */
export function enterRoute(access: OwnerAccess, { secure }: { readonly secure: boolean }): Route {
  return {
    method: "GET",
    pattern: "/enter/{code}",
    handle: async (exchange, { code = "" }) => {
      const { request, response, language, nonce } = exchange
      // A program that only looks whether the link is there must not use it up.
      const session = request.method === "HEAD" ? undefined : await redeem(access, code)
      if (session === undefined) {
        return sendPage(exchange, noticePage("enter-over", language, nonce), 410)
      }
      response.setHeader("Set-Cookie", access.cookieOf(session, { secure }))
      response.writeHead(303, { Location: "/", "Cache-Control": "no-store" })
      response.end()
    },
  }
}

async function redeem(access: OwnerAccess, code: string) {
  try {
    return await access.redeemLink(code)
  } catch (error) {
    if (error instanceof Failure && error.code === "govern/link-over") return undefined
    throw error
  }
}
