import type { Client } from "pg"
import { z } from "zod"
import type { Database } from "./database.ts"
import { finding, look, type Finding } from "./finding.ts"
import { appliedIn, migrations, pendingOf } from "./migrate.ts"

/** Looks into a database that answers: version, safety of its writing, clock, room, schema, followers. */
export async function lookInside(
  client: Client,
  kind: Database["kind"],
): Promise<readonly Finding[]> {
  const pending = pendingOf(migrations, await appliedIn(client)).length
  return [
    await look("database", () => lookAtVersion(client, kind)),
    await look("durability", () => lookAtDurability(client)),
    await look("clock", () => lookAtClock(client)),
    await look("connections", () => lookAtConnections(client)),
    await look("migrations", () => lookAtMigrations(client, pending)),
    await look("size", () => lookAtSize(client)),
    ...(pending === 0 ? [await look("journal", () => lookAtJournal(client))] : []),
  ]
}

async function lookAtVersion(client: Client, kind: Database["kind"]): Promise<Finding> {
  const version = await ask(
    client,
    "select current_setting('server_version') as answer",
    z.string(),
  )
  return finding("database", "ok", `store/${kind}-database`, { version })
}

/** Each of these switched off loses what was confirmed when the power goes. */
async function lookAtDurability(client: Client): Promise<Finding> {
  const off = await ask(
    client,
    `select coalesce(string_agg(name, ', ' order by name), '') as answer from pg_settings
     where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'`,
    z.string(),
  )
  return off === ""
    ? finding("durability", "ok", "store/durable", {})
    : finding("durability", "warn", "store/not-durable", { settings: off })
}

const toleratedSeconds = 5

async function lookAtClock(client: Client): Promise<Finding> {
  const before = Date.now()
  const theirs = await ask(
    client,
    "select (extract(epoch from clock_timestamp()) * 1000)::float8 as answer",
    z.number(),
  )
  const ours = (before + Date.now()) / 2
  const seconds = Math.round(Math.abs(theirs - ours) / 1000)
  return seconds <= toleratedSeconds
    ? finding("clock", "ok", "store/clocks-agree", {})
    : finding("clock", "warn", "store/clocks-differ", { seconds })
}

/** One program takes ten for itself, three for its jobs, and a few for a moment. */
const wantedConnections = 16

async function lookAtConnections(client: Client): Promise<Finding> {
  const free = await ask(
    client,
    `select current_setting('max_connections')::int
       - current_setting('superuser_reserved_connections')::int
       - (select count(*)::int from pg_stat_activity where backend_type = 'client backend')
       as answer`,
    z.int(),
  )
  return free >= wantedConnections
    ? finding("connections", "ok", "store/connections-free", { free })
    : finding("connections", "warn", "store/connections-few", { free, wanted: wantedConnections })
}

async function lookAtMigrations(client: Client, pending: number): Promise<Finding> {
  if (pending > 0) return finding("migrations", "warn", "store/migrations-pending", { pending })
  const last = (await appliedIn(client)).at(-1)?.number ?? 0
  return finding("migrations", "ok", "store/migrations-done", { last })
}

async function lookAtSize(client: Client): Promise<Finding> {
  const megabytes = await ask(
    client,
    "select (pg_database_size(current_database()) / 1000000)::int as answer",
    z.int(),
  )
  return finding("size", "ok", "store/database-size", { megabytes })
}

/** The sequencer comes by every second: what has waited for minutes waits for one that does not come. */
async function lookAtJournal(client: Client): Promise<Finding> {
  const minutes = await ask(
    client,
    "select coalesce(extract(epoch from now() - min(at)) / 60, 0)::int as answer from outbox",
    z.int(),
  )
  return minutes < 5
    ? finding("journal", "ok", "store/journal-flows", {})
    : finding("journal", "warn", "store/journal-stands", { minutes })
}

async function ask<Answer>(
  client: Client,
  question: string,
  shape: z.ZodType<Answer>,
): Promise<Answer> {
  const { rows } = await client.query(question)
  return z.object({ answer: shape }).parse(rows[0]).answer
}
