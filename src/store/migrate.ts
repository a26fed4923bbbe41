import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Client, type ClientConfig } from "pg"
import { z } from "zod"
import { Failure } from "#kernel"
import { grantStatements, type RoleNames } from "./roles.ts"

/** One step of the schema: a file `NNNN-name.sql`, never changed once it has been carried out. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

const Applied = z.array(z.object({ number: z.int(), sha256: z.string() }))
const migrateLock = 0x7a_68_6d_69_67

/** The migrations of a directory, by number. */
function migrationsIn(directory: string): readonly Migration[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith(".sql"))
    .toSorted()
    .map((file) => readMigration(directory, file))
}

/** The migrations of this version of the program. */
export const migrations = migrationsIn(join(import.meta.dirname, "migrations"))

/**
 * Brings a database to this version. Two programs at once do it once.
 * @returns the numbers carried out now
 * @throws Failure "store/newer-database", "store/migration-changed", "store/migration-order"
 */
export async function migrate(
  owner: ClientConfig,
  roles: RoleNames,
  steps: readonly Migration[] = migrations,
): Promise<readonly number[]> {
  const client = new Client({ ...owner, application_name: "zhike migrate" })
  client.on("error", () => undefined)
  await client.connect()
  try {
    await client.query("select pg_advisory_lock($1)", [migrateLock])
    await client.query(bookOfMigrations)
    const pending = pendingOf(steps, await appliedIn(client))
    for (const step of pending) await carryOut(client, step)
    if (pending.length > 0) await client.query(grantStatements(roles).join(";\n"))
    return pending.map(({ number }) => number)
  } finally {
    await client.end()
  }
}

/** Steps that a database lacks. Refuses a database that this program does not know in full. */
export function pendingOf(
  steps: readonly Migration[],
  applied: readonly { readonly number: number; readonly sha256: string }[],
): readonly Migration[] {
  const known = new Map(steps.map((step) => [step.number, step]))
  const last = Math.max(0, ...applied.map(({ number }) => number))
  for (const { number, sha256 } of applied) {
    const step = known.get(number)
    if (step === undefined) {
      throw new Failure("store/newer-database", {
        found: last,
        known: Math.max(0, ...known.keys()),
      })
    }
    if (step.sha256 !== sha256)
      throw new Failure("store/migration-changed", { number, name: step.name })
  }
  const done = new Set(applied.map(({ number }) => number))
  const pending = steps.filter(({ number }) => !done.has(number))
  const late = pending.find(({ number }) => number < last)
  if (late !== undefined) throw new Failure("store/migration-order", { number: late.number, last })
  return pending
}

/** Numbers and hashes of the steps a database has; none if it never met us. */
export async function appliedIn(client: Client): Promise<z.infer<typeof Applied>> {
  const { rows: found } = await client.query("select to_regclass('public.migration') as book")
  if (found[0]?.book === null) return []
  const { rows } = await client.query("select number, sha256 from migration order by number")
  return Applied.parse(rows)
}

const bookOfMigrations = `create table if not exists migration (
  number integer primary key,
  name text not null,
  sha256 text not null,
  at timestamptz not null default now()
)`

async function carryOut(client: Client, { number, name, sql, sha256 }: Migration): Promise<void> {
  await client.query("begin")
  try {
    await client.query(sql)
    await client.query("insert into migration (number, name, sha256) values ($1, $2, $3)", [
      number,
      name,
      sha256,
    ])
    await client.query("commit")
  } catch (error) {
    await client.query("rollback").catch(() => undefined)
    throw error
  }
}

function readMigration(directory: string, file: string): Migration {
  const [, number, name] = /^(\d{4})-([a-z0-9-]+)\.sql$/u.exec(file) ?? []
  if (number === undefined || name === undefined) throw new Error(`not a migration's name: ${file}`)
  const sql = readFileSync(join(directory, file), "utf8")
  const sha256 = createHash("sha256").update(sql).digest("hex")
  return { number: Number(number), name, sql, sha256 }
}
