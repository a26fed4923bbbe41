import { spawn } from "node:child_process"
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { Failure } from "#kernel"
import type { Binaries } from "./binaries.ts"
import type { Home } from "./home.ts"
import { clearRemains, runningOn } from "./postmaster.ts"
import { settingsFor, type Tuning } from "./settings.ts"
import { faultIn } from "./symptoms.ts"

/**
 * Starts the server in a process group of its own (Ctrl-C must not reach it before us) and comes back
 * when it answers. If another program was quicker, that one's server is as good.
 */
export async function launch(home: Home, binaries: Binaries, tuning: Tuning): Promise<void> {
  for (let waited = 0; ; waited += 200) {
    clearRemains(home)
    const complaint = await run(home, binaries, tuning)
    if (complaint === undefined) return
    // A killed server's children end by themselves, but only after what they are doing.
    const isStillHeld = /pre-existing shared memory block/u.test(complaint)
    if (!isStillHeld || waited > patienceMs) throw faultIn(complaint, home)
    await sleep(200)
  }
}

/** What it complained of, if it did not come up. */
async function run(home: Home, binaries: Binaries, tuning: Tuning): Promise<string | undefined> {
  const log = openLog(home)
  const server = spawn(binaries.postgres, ["-D", home.cluster, ...settingsFor(home, tuning)], {
    ...home.account,
    cwd: home.directory,
    env: binaries.environment,
    detached: true,
    stdio: ["ignore", log.file, log.file],
  })
  closeSync(log.file)
  server.unref()
  const ended = new Promise<boolean>((resolve) => {
    for (const event of ["exit", "error"]) server.once(event, () => resolve(true))
  })
  if (await untilReady(home, ended)) return undefined
  if (runningOn(home.cluster) !== undefined) return undefined
  return readFileSync(home.log, "utf8").slice(log.from)
}

/** Stops the server quickly but in order: nobody's work is waited for, nothing acknowledged is lost. */
export async function stopServer(cluster: string): Promise<void> {
  const server = runningOn(cluster)
  if (server === undefined) return
  process.kill(server.pid, "SIGINT")
  for (let waited = 0; waited < patienceMs; waited += 20) {
    if (runningOn(cluster)?.pid !== server.pid) return
    await sleep(20)
  }
  throw new Failure("store/cannot-stop", { pid: server.pid })
}

/** True when it answers, false when it ended. A database that was killed may need a while to recover. */
async function untilReady(home: Home, ended: Promise<boolean>): Promise<boolean> {
  for (let waited = 0; waited < patienceMs; waited += 20) {
    if (runningOn(home.cluster)?.isReady === true) return true
    if (await Promise.race([ended, sleep(20, false)])) return false
  }
  throw new Failure("store/slow-start", { log: home.log, seconds: patienceMs / 1000 })
}

const patienceMs = 120_000

const largestLog = 5_000_000

function openLog(home: Home): { readonly file: number; readonly from: number } {
  try {
    const size = statSync(home.log, { throwIfNoEntry: false })?.size ?? 0
    if (size > largestLog) renameSync(home.log, `${home.log}.1`)
    return { file: openSync(home.log, "a", 0o600), from: size > largestLog ? 0 : size }
  } catch (cause) {
    throw new Failure("store/directory-not-writable", { path: home.directory }, { cause })
  }
}
