import type { ClientConfig } from "pg"
import { startEmbedded, type Embedded } from "./embedded/embedded.ts"
import type { Tuning } from "./embedded/settings.ts"
import { connectToServer } from "./server/connect.ts"
import type { RoleNames } from "./roles.ts"

/** A PostgreSQL database and the ways into it: our own embedded server, or one that was there before. */
export interface Database {
  readonly kind: "embedded" | "server"
  readonly roles: RoleNames
  /** Set for an embedded server. */
  readonly embedded?: Embedded
  connection(role: "owner" | "app" | "ro"): ClientConfig
  close(): Promise<void>
}

export interface Whereabouts {
  /** The data directory: passwords, and the embedded server's files. */
  readonly directory: string
  /** DATABASE_URL: a role that owns the database. Without it the embedded server is used. */
  readonly url?: string | undefined
  readonly tuning?: Tuning
}

/** Finds the database, starting the embedded server if need be. Does not migrate. */
export async function findDatabase({ directory, url, tuning }: Whereabouts): Promise<Database> {
  if (url !== undefined) return connectToServer(directory, url)
  const embedded = await startEmbedded(directory, tuning)
  return {
    kind: "embedded",
    roles: { app: "app", ro: "ro" },
    embedded,
    connection: (role) => embedded.connection(role),
    close: () => embedded.close(),
  }
}
