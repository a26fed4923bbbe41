import type { CustomerId } from "./ids.ts"

/** What one stage keeps of a customer, told to that customer. */
export interface Held {
  /** Text key of what it is, `holding.<stage>.<what>`. */
  readonly what: string
  readonly count: number
  readonly items: readonly Readonly<Record<string, unknown>>[]
}

/** Port: each stage hands one to govern, so that no answer, copy or erasure misses a stage. */
export interface Holding<Tx> {
  readonly stage: string
  describe(tx: Tx, customer: CustomerId): Promise<readonly Held[]>
}
