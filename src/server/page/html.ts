import type { Exchange } from "../http/exchange.ts"
import { pagePolicy } from "../http/security-headers.ts"

/** Answers with a page of ours; styles and scripts with the nonce may run in it. */
export function sendPage(exchange: Exchange, html: string, status = 200): void {
  const body = Buffer.from(html)
  exchange.response.setHeader("Content-Security-Policy", pagePolicy(exchange.nonce))
  exchange.response.writeHead(status, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": body.length,
    "Cache-Control": "no-store",
  })
  exchange.response.end(exchange.request.method === "HEAD" ? undefined : body)
}

/** For text between tags and in attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)
}
