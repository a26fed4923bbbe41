import { existsSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { Client, type ClientConfig } from "pg"
import { Failure } from "#kernel"
import { prepareBinaries } from "./binaries.ts"
import { checkClock } from "./control-file.ts"
import { homeOf, type Home } from "./home.ts"
import { databaseName, initialise, resetPasswords, superuser } from "./initialise.ts"
import { launch, stopServer } from "./launch.ts"
import { reclaim } from "./ownership.ts"
import { passwordsIn, type Passwords } from "./passwords.ts"
import { runningOn } from "./postmaster.ts"
import type { Tuning } from "./settings.ts"

/** The embedded server of a data directory, running, and kept running as long as anyone uses it. */
export interface Embedded {
  readonly home: Home
  /** How a role comes in. `launcher` is the superuser: for the launcher and for tests. */
  connection(role: keyof Passwords, database?: string): ClientConfig
  /** Lets go; the last user stops the server. */
  close(): Promise<void>
}

/**
 * Starts the embedded server of a data directory, or adopts the one that runs: another program's, or
 * one that a kill left behind.
 * @throws Failure "store/directory-not-writable", "store/disk-full", "store/other-version",
 * "store/clock-gone-back", "store/corrupted", "store/no-binaries", "store/no-account", "store/cannot-start"
 */
export async function startEmbedded(dataDirectory: string, tuning: Tuning = {}): Promise<Embedded> {
  const home = homeOf(dataDirectory)
  const { passwords, isNew } = passwordsIn(dataDirectory, "database.json")
  const connection = connectionsTo(home, passwords, tuning)
  // The file with the passwords was lost: the roles of a cluster that is there get new ones.
  if (isNew && existsSync(home.cluster) && runningOn(home.cluster) === undefined) {
    resetPasswords(home, prepareBinaries(home.directory, home.account), passwords)
  }
  const start = () => makeItRun({ home, passwords, tuning })
  const use = await Use.begin(home, start, connection("owner"))
  return { home, connection, close: () => use.end() }
}

function connectionsTo(home: Home, passwords: Passwords, { tcpPort = 5432 }: Tuning) {
  return (role: keyof Passwords, database: string = databaseName): ClientConfig => ({
    host: home.socket,
    port: tcpPort,
    user: role === "launcher" ? superuser : role,
    password: passwords[role],
    database,
  })
}

interface Start {
  readonly home: Home
  readonly passwords: Passwords
  readonly tuning: Tuning
}

async function makeItRun({ home, passwords, tuning }: Start): Promise<void> {
  if (runningOn(home.cluster) !== undefined) return
  const binaries = prepareBinaries(home.directory, home.account)
  initialise(home, binaries, passwords)
  reclaim(home)
  checkClock(home.cluster)
  await launch(home, binaries, tuning)
}

/** A shared advisory lock held on a connection of its own: "somebody uses this server". */
class Use {
  private client: Client | undefined
  private isEnding = false
  private recovering: Promise<void> | undefined
  private readonly home: Home
  private readonly start: () => Promise<void>
  private readonly config: ClientConfig

  private constructor(home: Home, start: () => Promise<void>, config: ClientConfig) {
    this.home = home
    this.start = start
    this.config = config
  }

  static async begin(home: Home, start: () => Promise<void>, config: ClientConfig): Promise<Use> {
    const use = new Use(home, start, config)
    await use.take()
    return use
  }

  async end(): Promise<void> {
    this.isEnding = true
    // A server that is being brought back is ours to stop once it is there.
    await this.recovering
    const { client } = this
    if (client === undefined) return
    try {
      await client.query("select pg_advisory_unlock_shared($1)", [useLock])
      const { rows } = await client.query("select pg_try_advisory_lock($1) as is_last", [useLock])
      // Held until the server is gone: who comes now waits, is thrown out, and starts it anew.
      if (rows[0]?.is_last === true) await stopServer(this.home.cluster)
    } catch (error) {
      // A server that fell over needs no stopping.
      if (!isPassing(error)) throw error
    } finally {
      await client.end().catch(() => undefined)
    }
  }

  /** Somebody's last moment may be our first: then we are thrown out and try again. */
  private async take(): Promise<void> {
    for (const started = Date.now(); ; await sleep(50)) {
      await this.start()
      const client = new Client({ ...this.config, application_name: "zhike use" })
      client.on("error", () => this.lose(client))
      try {
        await client.connect()
        await client.query("select pg_advisory_lock_shared($1)", [useLock])
        this.client = client
        return
      } catch (error) {
        await client.end().catch(() => undefined)
        if (Date.now() - started > patienceMs || !isPassing(error))
          throw asFailure(error, this.home)
      }
    }
  }

  private lose(client: Client): void {
    if (this.isEnding || this.client !== client) return
    this.client = undefined
    this.recovering = this.recover()
  }

  /** The server fell over. Bring it back and take hold of it again, or others would stop it under us. */
  private async recover(): Promise<void> {
    while (!this.isEnding) {
      try {
        await this.take()
        break
      } catch {
        // Whoever asks the store meanwhile is told that the connection is lost.
        await sleep(1000)
      }
    }
  }
}

/** Any number that nobody else uses: "zhike" in ASCII. */
const useLock = 0x7a_68_69_6b_65
const patienceMs = 120_000

/** Starting up, shutting down, thrown out, socket not there yet. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (!("code" in error))
    return /terminated unexpectedly|Connection terminated/u.test(error.message)
  return [
    "57P01",
    "57P02",
    "57P03",
    "ECONNREFUSED",
    "ENOENT",
    "ECONNRESET",
    "EPIPE",
    "53300",
  ].includes(String(error.code))
}

function asFailure(cause: unknown, home: Home): unknown {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : ""
  if (code === "28P01" || code === "28000") {
    return new Failure("store/wrong-password", { path: home.directory }, { cause })
  }
  if (isPassing(cause))
    return new Failure(
      "store/cannot-start",
      { path: home.cluster, log: home.log, reason: code },
      { cause },
    )
  return cause
}
