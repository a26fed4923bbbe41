import { Client, Pool, type ClientConfig, type PoolClient } from "pg"
import { ColumnTypes } from "./column-types.ts"
import { faultOf } from "./fault.ts"
import { parsers } from "./postgres-types.ts"
import { PostgresTx } from "./postgres-tx.ts"
import type { Store, Tx } from "./tx.ts"

/** How many there are, how many of them do nothing, and how many callers wait for one. */
export interface Connections {
  readonly total: number
  readonly idle: number
  readonly waiting: number
}

/** The store over a pool of connections of one role. */
export class PostgresStore implements Store {
  private readonly config: ClientConfig
  private readonly pool: Pool
  private readonly types = new ColumnTypes()

  constructor(config: ClientConfig, connections: number) {
    this.config = { ...config, types: parsers, application_name: "zhike" }
    this.pool = new Pool({ ...this.config, max: connections, idleTimeoutMillis: 30_000 })
    // An idle connection that breaks is replaced at the next call; without this it would end the program.
    this.pool.on("error", () => undefined)
  }

  transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.within("begin", work)
  }

  read<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.within("begin isolation level repeatable read read only", work)
  }

  async exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const client = new Client(this.config)
    client.on("error", () => undefined)
    try {
      await client.connect()
      await client.query("select pg_advisory_lock(hashtextextended($1, 0))", [name])
    } catch (error) {
      await client.end().catch(() => undefined)
      throw faultOf(error)
    }
    try {
      return await work()
    } finally {
      // Ending the session lets go of the lock.
      await client.end().catch(() => undefined)
    }
  }

  connections(): Connections {
    const { totalCount: total, idleCount: idle, waitingCount: waiting } = this.pool
    return { total, idle, waiting }
  }

  async close(): Promise<void> {
    await this.pool.end()
  }

  private async within<Result>(begin: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw faultOf(error)
    })
    client.on("error", ignore)
    const tx = new PostgresTx(client, this.types)
    try {
      await client.query(begin)
      const result = await work(tx)
      tx.finish()
      await commit(client)
      client.release()
      return result
    } catch (error) {
      tx.finish()
      await rollBack(client)
      throw faultOf(error)
    } finally {
      client.removeListener("error", ignore)
    }
  }
}

/** A statement that failed and was caught leaves a transaction that PostgreSQL ends with a quiet rollback. */
async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query("commit")
  if (command !== "COMMIT")
    throw new Error("a statement failed and its error was caught: nothing was kept")
}

async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query("rollback")
    client.release()
  } catch {
    // The connection is gone, and with it the transaction.
    client.release(true)
  }
}

/** A connection that breaks fails the statement that waits for it; the event says nothing more. */
function ignore(): void {}
