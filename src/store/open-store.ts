import type { ClientConfig } from "pg"
import { findDatabase, type Database, type Whereabouts } from "./database.ts"
import { faultOf } from "./fault.ts"
import { openQueue, type OpenJobs, type ReportTrouble } from "./job-queue.ts"
import { migrate } from "./migrate.ts"
import { PostgresStore, type Connections } from "./postgres-store.ts"
import type { Store } from "./tx.ts"

/** A store, and the database under it. */
export interface OpenStore extends Store {
  readonly database: Database
  /** Connections of its pool, now. */
  connections(): Connections
}

const connections = 10

/**
 * Opens the store of a data directory: starts or adopts the embedded server, or goes to `url`; brings
 * the schema to this version; works as the role that may not change it.
 * @throws Failure "store/…": each says what to do
 */
export async function openStore(whereabouts: Whereabouts): Promise<OpenStore> {
  const database = await findDatabase(whereabouts)
  try {
    await migrate(database.connection("owner"), database.roles)
  } catch (error) {
    await database.close()
    throw faultOf(error)
  }
  return storeOn(database)
}

/** A store on a database that is ready. Closing it closes the database. */
export function storeOn(database: Database): OpenStore {
  const store = new PostgresStore(database.connection("app"), connections)
  return {
    database,
    transaction: (work) => store.transaction(work),
    read: (work) => store.read(work),
    exclusively: (name, work) => store.exclusively(name, work),
    connections: () => store.connections(),
    close: async () => {
      await store.close()
      await database.close()
    },
  }
}

/**
 * A store over connections of its own to a database that somebody else has opened and keeps open:
 * `Database.connection` of it. For threads.
 */
export function joinStore(connection: ClientConfig): Store {
  return new PostgresStore(connection, connections)
}

/** The durable work of a store's database. */
export async function openJobs({ database }: OpenStore, report: ReportTrouble): Promise<OpenJobs> {
  return openQueue(database.connection("app"), report)
}
