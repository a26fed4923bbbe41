import { Client, DatabaseError, escapeIdentifier, type ClientConfig } from "pg"
import { z } from "zod"
import { Failure } from "#kernel"
import type { Database } from "../database.ts"
import { passwordsIn, verifierOf, type Passwords } from "../embedded/passwords.ts"
import type { RoleNames } from "../roles.ts"

const oldestVersion = 15
type Role = "app" | "ro"

/**
 * A server of one's own (DATABASE_URL). Its role owns the database; the two lesser roles are made if
 * that is allowed, otherwise an administrator makes them with what `zhike doctor --sql` prints.
 * @throws Failure "store/wrong-url", "store/cannot-connect", "store/server-too-old",
 * "store/not-database-owner", "store/roles-missing"
 */
export async function connectToServer(directory: string, url: string): Promise<Database> {
  const server = await describeServer(url)
  const { passwords } = passwordsIn(directory, "server.passwords.json")
  for (const role of ["app", "ro"] as const) await ensureRole({ url, server, passwords, role })
  return {
    kind: "server",
    roles: server.roles,
    connection: (role) =>
      role === "owner" ? ofUrl(url) : asRole(url, server.roles[role], passwords[role]),
    close: async () => undefined,
  }
}

/** What an administrator runs once, where the owner of the database may not make roles. No password is in it. */
export async function roleStatements(directory: string, url: string): Promise<readonly string[]> {
  const { roles, database } = await describeServer(url)
  const { passwords } = passwordsIn(directory, "server.passwords.json")
  return (["app", "ro"] as const).flatMap((role) => [
    `create role ${escapeIdentifier(roles[role])}`,
    ...roleSettings({ role, name: roles[role], database, password: passwords[role] }),
  ])
}

interface Server {
  readonly database: string
  readonly roles: RoleNames
}

const Facts = z.object({ version: z.int(), database: z.string(), owns: z.boolean() })

async function describeServer(url: string): Promise<Server> {
  const client = await connected(ofUrl(url))
  try {
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int / 10000 as version, datname as database,
              pg_has_role(datdba, 'usage') as owns
       from pg_database where datname = current_database()`,
    )
    const { version, database, owns } = Facts.parse(rows[0])
    if (version < oldestVersion)
      throw new Failure("store/server-too-old", { version, oldest: oldestVersion })
    if (!owns) throw new Failure("store/not-database-owner", { database })
    return { database, roles: { app: `${database}_app`, ro: `${database}_ro` } }
  } finally {
    await client.end()
  }
}

async function connected(config: ClientConfig): Promise<Client> {
  const client = new Client({
    ...config,
    application_name: "zhike",
    connectionTimeoutMillis: 10_000,
  })
  client.on("error", () => undefined)
  try {
    await client.connect()
    return client
  } catch (cause) {
    await client.end().catch(() => undefined)
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown"
    throw new Failure(
      "store/cannot-connect",
      { host: client.host, port: client.port, reason },
      { cause },
    )
  }
}

interface RoleAt {
  readonly url: string
  readonly server: Server
  readonly passwords: Passwords
  readonly role: Role
}

async function ensureRole(at: RoleAt): Promise<void> {
  const { url, server, passwords, role } = at
  const name = server.roles[role]
  const way = asRole(url, name, passwords[role])
  if (await comesIn(way)) return
  const client = await connected(ofUrl(url))
  try {
    // Two programs that start at once do it one after the other; the second finds it done.
    await client.query("select pg_advisory_lock(hashtext('zhike roles'))")
    if (!(await comesIn(way))) await makeRole(client, at)
  } catch (cause) {
    if (!isForbidden(cause)) throw cause
    throw missing(name, cause)
  } finally {
    await client.end()
  }
  if (!(await comesIn(way))) throw missing(name)
}

async function makeRole(client: Client, { server, passwords, role }: RoleAt): Promise<void> {
  const name = server.roles[role]
  const { rows } = await client.query("select 1 from pg_roles where rolname = $1", [name])
  if (rows.length === 0) await client.query(`create role ${escapeIdentifier(name)}`)
  const settings = { role, name, database: server.database, password: passwords[role] }
  for (const statement of roleSettings(settings)) await client.query(statement)
}

function missing(role: string, cause?: unknown): Failure {
  return new Failure("store/roles-missing", { role, command: "zhike doctor --sql" }, { cause })
}

function isForbidden(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === "42501"
}

interface RoleSettings {
  readonly role: Role
  readonly name: string
  readonly database: string
  readonly password: string
}

function roleSettings({ role, name, database, password }: RoleSettings): readonly string[] {
  const who = escapeIdentifier(name)
  const where = escapeIdentifier(database)
  const rights = role === "app" ? "connect, temporary" : "connect"
  return [
    `alter role ${who} login password '${verifierOf(password)}'`,
    `grant ${rights} on database ${where} to ${who}`,
    ...(role === "ro"
      ? [
          `alter role ${who} set default_transaction_read_only = on`,
          `alter role ${who} set statement_timeout = '30s'`,
        ]
      : []),
  ]
}

async function comesIn(config: ClientConfig): Promise<boolean> {
  const client = new Client(config)
  client.on("error", () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    // Not there, or with another password: both are mended in the same way.
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function ofUrl(url: string): ClientConfig {
  return { connectionString: parsed(url).href }
}

/** Parameters win over the user in the address; they also work where the host is a directory. */
function asRole(url: string, user: string, password: string): ClientConfig {
  const other = parsed(url)
  other.username = ""
  other.password = ""
  other.searchParams.set("user", user)
  other.searchParams.set("password", password)
  return { connectionString: other.href }
}

function parsed(url: string): URL {
  const found = URL.parse(url)
  if (found === null || !/^postgres(?:ql)?:$/u.test(found.protocol))
    throw new Failure("store/wrong-url")
  return found
}
