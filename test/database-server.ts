import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Client, type ClientConfig } from "pg"
import type { TestProject } from "vitest/node"
import { startEmbedded } from "../src/store/embedded/embedded.ts"
import { migrate } from "../src/store/migrate.ts"

interface Way {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
}

/** One server for the whole run of tests, and in it a database that every test starts as a copy of. */
export interface TestServer {
  readonly template: string
  readonly ways: Readonly<Record<"launcher" | "owner" | "app" | "ro", Way>>
}

declare module "vitest" {
  interface ProvidedContext {
    readonly database: TestServer
  }
}

const template = "template_of_tests"

export default async function startTestServer(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), "zhike-test-"))
  // Walkable for the account that runs PostgreSQL, or the database would live elsewhere.
  chmodSync(directory, 0o755)
  const server = await startEmbedded(directory, { isDurable: false, connections: 200 })
  await run(server.connection("launcher", "postgres"), [
    "grant connect on database postgres to owner",
    `create database ${template} owner owner`,
  ])
  await migrate(server.connection("owner", template), { app: "app", ro: "ro" })
  const way = (role: keyof TestServer["ways"]) => wayOf(server.connection(role))
  const ways = { launcher: way("launcher"), owner: way("owner"), app: way("app"), ro: way("ro") }
  project.provide("database", { template, ways })
  return async () => {
    await server.close()
    rmSync(server.home.directory, { recursive: true, force: true })
    rmSync(directory, { recursive: true, force: true })
  }
}

async function run(config: ClientConfig, statements: readonly string[]): Promise<void> {
  const client = new Client(config)
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

function wayOf({ host, port, user, password }: ClientConfig): Way {
  if (
    typeof password !== "string" ||
    host === undefined ||
    port === undefined ||
    user === undefined
  ) {
    throw new Error("a way into the test server lacks a part")
  }
  return { host, port, user, password }
}
