import { hash } from "node:crypto"

/**
 * Key of an event, as PostgreSQL writes a bigint: 64 bits of SHA-256. It only has to tell apart the
 * events of one record at one instant.
 */
export function eventKey(...parts: readonly string[]): string {
  return hash("sha256", parts.join("\u001f"), "buffer").readBigInt64BE(0).toString()
}

/**
 * Keys for facts without an id of their own: the content, and the how-many-eth of its like in the load.
 * A file sent twice gives the same keys; two equal purchases in one file give two.
 */
export function contentKeys(): (...content: readonly string[]) => string {
  const seen = new Map<string, number>()
  return (...content) => {
    const like = eventKey(...content)
    const number = (seen.get(like) ?? 0) + 1
    seen.set(like, number)
    return number === 1 ? like : eventKey(like, String(number))
  }
}
