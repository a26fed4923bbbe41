import { createHash } from "node:crypto"
import { Failure, type PrincipalId } from "#kernel"
import { withIdempotency, type Store, type Tx } from "#store"

/** A request that must happen once, however often it is sent. */
export interface Asked {
  readonly key: string
  readonly principal: PrincipalId
  /** What was asked: another request under the same key is a mistake of the caller's. */
  readonly request: Buffer
}

/**
 * Runs `work` unless it was run under this key before; then its answer of that time is given again.
 * What it writes through `tx` is kept together with the answer.
 */
export type Once = (asked: Asked, work: (tx: Tx) => Promise<unknown>) => Promise<unknown>

/**
 * Over the keys in the database. Each request holds a connection while its work asks for more: were as
 * many let in at once as there are connections, all would wait for ever.
 */
export function onceIn(store: Store, atOnce: number): Once {
  const turn = turnstile(atOnce)
  return (asked, work) =>
    turn(async () => {
      const { key, principal, request: bodyHash } = asked
      const kept = await store.transaction((tx) =>
        withIdempotency(tx, { key, principal, bodyHash }, async () => ({
          status: 200,
          answer: await work(tx),
        })),
      )
      return kept.answer
    })
}

/** Lets so many in at once; the others wait in the order in which they came. */
function turnstile(places: number) {
  let free = places
  const waiting: (() => void)[] = []
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
}

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
