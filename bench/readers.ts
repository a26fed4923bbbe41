import { setTimeout as sleep } from "node:timers/promises"
import { randomOf } from "./random.ts"
import type { Served } from "./served.ts"

/** How long people waited for a customer's page while something else went on. */
export interface Waits {
  readonly reads: number
  readonly p50: number
  readonly p99: number
  readonly longest: number
}

const everyMs = 1000

/** So many people, each of whom opens the page of some customer once a second. */
export class Readers {
  private readonly over = new AbortController()
  private readonly waits: number[] = []
  private readonly reading: Promise<unknown>

  constructor(
    served: Served,
    { count, ids }: { readonly count: number; readonly ids: readonly string[] },
  ) {
    this.reading = Promise.all(Array.from({ length: count }, (_, n) => this.read(served, ids, n)))
  }

  /** Sends them home; milliseconds. */
  async end(): Promise<Waits> {
    this.over.abort()
    await this.reading
    const sorted = this.waits.toSorted((one, two) => one - two)
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
    return { reads: sorted.length, p50: at(0.5), p99: at(0.99), longest: at(1) }
  }

  private async read(served: Served, ids: readonly string[], seed: number): Promise<void> {
    const draw = randomOf(seed + 1)
    const { signal } = this.over
    while (!signal.aborted) {
      await sleep(everyMs * 2 * draw(), undefined, { signal }).catch(() => undefined)
      if (signal.aborted) return
      const began = performance.now()
      const path = `/customers/${ids[Math.floor(draw() * ids.length)] ?? ""}`
      // A connection that the server has just closed for being idle is opened again, as browsers do.
      await served.get(path).catch(() => served.get(path))
      this.waits.push(performance.now() - began)
    }
  }
}
