import type { Writable } from "node:stream"
import type { Kysely } from "kysely"

/** What COPY can write: text formats are the store's affair. */
export type CopyValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Date
  | Uint8Array
  | readonly string[]
  | readonly number[]

export interface CopyTarget {
  readonly table: string
  readonly columns: readonly string[]
}

/** The one handle in scope while a transaction is open. */
export interface Tx {
  /** Typed queries over the tables of the stage that asks: `tx.tables<ResolveTables>()`. */
  tables<Tables>(): Kysely<Tables>
  /** COPY … FROM STDIN. Says how many rows were written. Backpressure is kept. */
  copyIn(
    target: CopyTarget,
    rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
  ): Promise<number>
  /**
   * COPY (select …) TO STDOUT as CSV in UTF-8, instants in UTC: null is nothing, an empty text is `""`.
   * @param select fixed text of the room that asks; what varies goes in by `set_config`
   */
  copyOut(select: string, to: Writable): Promise<void>
}

/** Port to PostgreSQL: all of `work` happens, or none of it. A throw inside rolls back. */
export interface Store {
  transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  /** One consistent picture for all statements of `work`; writing is refused by the database. */
  read<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  /**
   * Runs `work` while holding a named lock that one program at a time can hold (session-level advisory
   * lock on a connection of its own). Waits for it.
   */
  exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result>
  close(): Promise<void>
}
