import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from "kysely"
import type { Writable } from "node:stream"
import type { PoolClient } from "pg"
import Cursor from "pg-cursor"
import type { ColumnTypes } from "./column-types.ts"
import { copyFrom, copyInto } from "./copy.ts"
import type { CopyTarget, CopyValue, Tx } from "./tx.ts"

/** One open transaction on one connection. Statements asked for at once are done one after the other. */
export class PostgresTx implements Tx {
  private readonly client: PoolClient
  private readonly types: ColumnTypes
  private readonly dialect: Dialect
  private last: Promise<unknown> = Promise.resolve()
  private isOver = false

  constructor(client: PoolClient, types: ColumnTypes) {
    this.client = client
    this.types = types
    this.dialect = dialectOver(() => this.turn())
  }

  tables<Tables>(): Kysely<Tables> {
    return new Kysely<Tables>({ dialect: this.dialect })
  }

  async copyIn(
    target: CopyTarget,
    rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
  ): Promise<number> {
    const turn = await this.turn()
    try {
      return await copyInto({ client: turn.client, types: this.types }, target, rows)
    } finally {
      turn.end()
    }
  }

  async copyOut(select: string, to: Writable): Promise<void> {
    const turn = await this.turn()
    try {
      await copyFrom(turn.client, select, to)
    } finally {
      turn.end()
    }
  }

  /** Whoever still holds this handle can no longer reach the connection: it is another's by then. */
  finish(): void {
    this.isOver = true
  }

  private async turn(): Promise<Turn> {
    const before = this.last
    const { promise, resolve } = Promise.withResolvers<void>()
    this.last = promise
    await before
    if (!this.isOver) return new Turn(this.client, resolve)
    resolve()
    throw new Error("the transaction is over")
  }
}

/** The connection for as long as one statement, or one stream, lasts. */
class Turn implements DatabaseConnection {
  readonly client: PoolClient
  readonly end: () => void

  constructor(client: PoolClient, end: () => void) {
    this.client = client
    this.end = end
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { command, rowCount, rows } = await this.client.query(sql, [...parameters])
    if (command === "SELECT" || rowCount === null) return { rows }
    return { rows, numAffectedRows: BigInt(rowCount) }
  }

  async *streamQuery<Row>(
    { sql, parameters }: CompiledQuery,
    size: number,
  ): AsyncIterableIterator<QueryResult<Row>> {
    const cursor = this.client.query(new Cursor<Row>(sql, [...parameters]))
    try {
      for (;;) {
        const rows = await cursor.read(size)
        if (rows.length === 0) return
        yield { rows }
      }
    } finally {
      await cursor.close()
    }
  }
}

function dialectOver(turn: () => Promise<Turn>): Dialect {
  const ends = new WeakMap<DatabaseConnection, () => void>()
  const driver: Driver = {
    init: async () => undefined,
    destroy: async () => undefined,
    acquireConnection: async () => {
      const taken = await turn()
      ends.set(taken, taken.end)
      return taken
    },
    releaseConnection: async (connection) => ends.get(connection)?.(),
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
  }
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

async function refuse(): Promise<void> {
  throw new Error("a transaction is open already: all of it happens, or none of it")
}
