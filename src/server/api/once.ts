import { createHash } from "node:crypto"
import { Failure, type PrincipalId } from "#kernel"

/** A request that must happen once, however often it is sent. */
export interface Asked {
  readonly key: string
  readonly principal: PrincipalId
  /** What was asked: another request under the same key is a mistake of the caller's. */
  readonly request: Buffer
}

/** Runs `work` unless it was run under this key before; then its answer of that time is given again. */
export type Once = (asked: Asked, work: () => Promise<unknown>) => Promise<unknown>

/**
 * The Idempotency-Key of a request that changes something.
 * @throws Failure "server/key-missing" | "server/key-shape"
 */
export function parseKey(header: string | undefined): string {
  if (header === undefined || header === "") throw new Failure("server/key-missing")
  // Structured fields put strings in quotation marks, most clients do not.
  const key = header.replace(/^"(.*)"$/, "$1")
  if (!/^[\x21-\x7e]{8,200}$/.test(key)) throw new Failure("server/key-shape")
  return key
}

/** Tells requests apart. */
export function fingerprintOf(operation: string, input: unknown): Buffer {
  return createHash("sha256")
    .update(`${operation}\n${JSON.stringify(input)}`)
    .digest()
}
