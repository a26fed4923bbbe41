import type { ServerResponse } from "node:http"

/** On every answer, whatever it is. */
export function setSecurityHeaders(response: ServerResponse, id: string): void {
  response.setHeader("X-Request-Id", id)
  response.setHeader("X-Content-Type-Options", "nosniff")
  response.setHeader("X-Frame-Options", "DENY")
  response.setHeader("Referrer-Policy", "no-referrer")
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin")
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin")
  response.setHeader(
    "Permissions-Policy",
    "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  )
  response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
}

/** Whoever has come by HTTPS once comes by nothing else for a year. */
export function stayEncrypted(response: ServerResponse): void {
  response.setHeader("Strict-Transport-Security", "max-age=31536000")
}

/** What a page of ours may load and run: our own files, and styles and scripts that carry the nonce. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'none'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ")
}
