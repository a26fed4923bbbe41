import { spawnSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Failure } from "#kernel"
import { majorVersion, type Binaries } from "./binaries.ts"
import { makeDirectory, type Home } from "./home.ts"
import { reclaim } from "./ownership.ts"
import { clearRemains } from "./postmaster.ts"
import { verifierOf, type Passwords } from "./passwords.ts"
import { faultIn } from "./symptoms.ts"

/** The name of the database, and of the roles that use it, on an embedded server. */
export const databaseName = "zhike"
export const superuser = "launcher"

/** Makes the cluster if it is missing. Two programs may try at once: one succeeds, the other takes it. */
export function initialise(home: Home, binaries: Binaries, passwords: Passwords): void {
  if (existsSync(join(home.cluster, "PG_VERSION"))) return checkVersion(home)
  if (existsSync(home.cluster) && readdirSync(home.cluster).length > 0) {
    throw new Failure("store/corrupted", { path: home.cluster })
  }
  sweep(home)
  const part = join(home.directory, `${partName}${process.pid}`)
  makeDirectory(part, 0o700, home.account)
  try {
    runInitdb(part, home, binaries)
    writeFileSync(join(part, "pg_hba.conf"), accessRules)
    runAlone({ cluster: part, home, binaries }, birthStatements(passwords))
    moveInto(part, home.cluster)
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
}

/** Gives the roles of a cluster that is not running the passwords of this data directory. */
export function resetPasswords(home: Home, binaries: Binaries, passwords: Passwords): void {
  reclaim(home)
  clearRemains(home)
  runAlone({ cluster: home.cluster, home, binaries }, passwordStatements(passwords))
}

const partName = "cluster-part-"

// Nobody comes in without a password, not even through the private socket.
const accessRules = [
  "local all all scram-sha-256",
  "host all all 127.0.0.1/32 scram-sha-256",
  "host all all ::1/128 scram-sha-256",
  "",
].join("\n")

function checkVersion(home: Home): void {
  const found = readFileSync(join(home.cluster, "PG_VERSION"), "utf8").trim()
  if (found === majorVersion) return
  throw new Failure("store/other-version", { path: home.cluster, found, wanted: majorVersion })
}

/** What programs left that were killed while they made a cluster. */
function sweep(home: Home): void {
  for (const name of readdirSync(home.directory)) {
    if (!name.startsWith(partName)) continue
    try {
      process.kill(Number(name.slice(partName.length)), 0)
    } catch {
      // Its maker is gone.
      rmSync(join(home.directory, name), { recursive: true, force: true })
    }
  }
}

function runInitdb(part: string, home: Home, binaries: Binaries): void {
  const choices = ["--auth=trust", "--data-checksums", "--encoding=UTF8", "--locale=C"]
  const collation = ["--locale-provider=icu", "--icu-locale=und", "--no-instructions"]
  const { status, stdout, stderr } = spawnSync(
    binaries.initdb,
    ["-D", part, "-U", superuser, ...choices, ...collation],
    { ...home.account, cwd: home.directory, env: binaries.environment, encoding: "utf8" },
  )
  if (status !== 0) throw faultIn(`${stdout}${stderr}`, home)
}

function birthStatements(passwords: Passwords): readonly string[] {
  return [
    // Replication: a backup keeps the log it needs by a slot. Nobody can replicate: no sender, no rule.
    "create role owner login nosuperuser nocreatedb nocreaterole replication",
    "create role app login nosuperuser nobypassrls",
    "create role ro login nosuperuser nobypassrls",
    "alter role ro set default_transaction_read_only = on",
    "alter role ro set statement_timeout = '30s'",
    // In template1, so that the database about to be made has them.
    "grant execute on function pg_backup_start(text, boolean) to owner",
    "grant execute on function pg_backup_stop(boolean) to owner",
    "revoke connect on database postgres from public",
    "revoke connect on database template1 from public",
    `create database ${databaseName} owner owner`,
    `revoke all on database ${databaseName} from public`,
    `grant connect, temporary on database ${databaseName} to app`,
    `grant connect on database ${databaseName} to ro`,
    ...passwordStatements(passwords),
  ]
}

function passwordStatements(passwords: Passwords): readonly string[] {
  return Object.entries(passwords).map(
    ([role, password]) => `alter role ${role} password '${verifierOf(password)}'`,
  )
}

/** Runs statements without a server: nobody else can come in meanwhile. */
function runAlone(
  { cluster, home, binaries }: { cluster: string; home: Home; binaries: Binaries },
  statements: readonly string[],
): void {
  const { status, stdout, stderr } = spawnSync(
    binaries.postgres,
    ["--single", "-c", "exit_on_error=on", "-D", cluster, "template1"],
    {
      ...home.account,
      cwd: home.directory,
      env: binaries.environment,
      encoding: "utf8",
      input: statements.map((statement) => `${statement}\n`).join(""),
    },
  )
  if (status !== 0 || stderr.includes("ERROR:")) throw faultIn(`${stdout}${stderr}`, home)
}

function moveInto(part: string, cluster: string): void {
  try {
    renameSync(part, cluster)
  } catch (error) {
    if (!existsSync(join(cluster, "PG_VERSION"))) throw error
    // Another program was quicker; its cluster is as good.
  }
}
