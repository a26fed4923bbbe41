import { randomBytes } from "node:crypto"
import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Client } from "pg"
import { inject } from "vitest"
import { startEmbedded } from "../src/store/embedded/embedded.ts"
import { storeOn, type OpenStore } from "../src/store/open-store.ts"
import type { TestServer } from "./database-server.ts"

/** A store on a database of its own with all migrations, and what takes both away. */
export interface TestStore {
  readonly store: OpenStore
  readonly close: () => Promise<void>
}

/** A fresh database, cloned from the template: tens of milliseconds. */
export async function openTestStore(): Promise<TestStore> {
  const { ways, template } = inject("database")
  const name = `test_${randomBytes(6).toString("hex")}`
  await onServer(ways, `create database ${name} template ${template} owner owner`)
  const store = storeOn({
    kind: "embedded",
    roles: { app: "app", ro: "ro" },
    connection: (role) => ({ ...ways[role], database: name }),
    close: () => onServer(ways, `drop database ${name} with (force)`),
  })
  return { store, close: () => store.close() }
}

/** A server that was there before us, reached over TCP, with an empty database that a role owns. */
export interface TestServerOfOnesOwn {
  /** What stands in DATABASE_URL. The role may make roles, and owns the database. */
  readonly url: string
  /** Its superuser, for tests that play the administrator. */
  readonly administrator: string
  readonly close: () => Promise<void>
}

/** Starts a scratch server on a port of 127.0.0.1. Takes two seconds: once a file. */
export async function openTestServer(): Promise<TestServerOfOnesOwn> {
  const directory = mkdtempSync(join(tmpdir(), "zhike-tcp-"))
  // Walkable for the account that runs PostgreSQL, or the database would live elsewhere.
  chmodSync(directory, 0o755)
  const tcpPort = await freePort()
  const server = await startEmbedded(directory, { isDurable: false, connections: 100, tcpPort })
  const { password } = server.connection("launcher")
  const administrator = `postgres://launcher:${String(password)}@127.0.0.1:${tcpPort}/postgres`
  const client = new Client(administrator)
  await client.connect()
  await client.query("create role house login createrole password 'house'")
  await client.query("create database house owner house")
  await client.end()
  return {
    url: `postgres://house:house@127.0.0.1:${tcpPort}/house`,
    administrator,
    close: async () => {
      await server.close()
      rmSync(server.home.directory, { recursive: true, force: true })
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function onServer({ launcher }: TestServer["ways"], statement: string): Promise<void> {
  const client = new Client({ ...launcher, database: "postgres" })
  await client.connect()
  await client.query(statement)
  await client.end()
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await new Promise((resolve) => server.once("listening", resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === "string") throw new Error("no free port")
  return address.port
}
