import { mkdir } from "node:fs/promises"
import { resolve } from "node:path"
import { Failure } from "#kernel"
import { openStore, type OpenStore } from "#store"
import { compose, type House, type Plot } from "./compose.ts"
import { parsePublicUrl } from "./http/doorplate.ts"
import { isLoopback } from "./http/guard.ts"
import { listen, stopListening } from "./http/listen.ts"
import { silentLog, stderrLog, traceOf } from "./http/log.ts"
import { serve } from "./http/serve.ts"
import { keepHouse } from "./housekeeping.ts"
import { metricsOf } from "./metrics/metrics.ts"
import { routesOf } from "./routes.ts"
import { findServer, placeServerFile, removeServerFile, type ServerFile } from "./server-file.ts"

export interface Settings {
  readonly dataDir: string
  /** A PostgreSQL server instead of the embedded one. */
  readonly databaseUrl?: string | undefined
  readonly host: string
  /** Where people reach us when a proxy stands before us, e.g. https://crm.example.cn. */
  readonly publicUrl?: string | undefined
  /** The first of these that is free; 0 is any. */
  readonly ports: readonly number[]
  readonly serveWeb: boolean
  /** Does it say in the data directory that it runs, so that others find it? */
  readonly announce: boolean
  /** JSON lines on standard error. */
  readonly log: boolean
}

export interface Application {
  readonly url: string
  /** The owner's token. */
  readonly token: string
  /** A fresh link into the page: works once, within ten minutes. */
  link(): Promise<string>
  /** Ends everything; running work rests and goes on at the next start. */
  close(): Promise<void>
}

const graceMs = 5000

/**
 * Starts everything: database, stages, HTTP.
 * @throws Failure "server/running" | "server/public-url" | "server/port-taken" | "server/host" | "store/…" | "govern/…"
 */
export async function startApplication(settings: Settings): Promise<Application> {
  const dataDir = resolve(settings.dataDir)
  const log = settings.log ? stderrLog : silentLog
  // The embedded server's account walks through it; every file in it is closed to others.
  await mkdir(dataDir, { recursive: true, mode: 0o711 })
  if (settings.announce) await refuseSecond(dataDir)
  const store = await openStore({ directory: dataDir, url: settings.databaseUrl })
  return openApplication(store, { ...settings, dataDir, log })
}

/** The same on a store that is open. Closes it when the application closes, or does not open. */
export async function openApplication(store: OpenStore, opening: Opening): Promise<Application> {
  const house = await compose({ ...opening, store }).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  try {
    return await open(house, opening)
  } catch (error) {
    await house.close()
    throw error
  }
}

type Opening = Omit<Settings, "log"> & Pick<Plot, "log" | "threadFrom">

/** Opens the door of a house that stands. */
async function open(house: House, { dataDir, log, ...settings }: Opening): Promise<Application> {
  const { host, ports, serveWeb } = settings
  const doorplate = { boundTo: host, publicUrl: parsePublicUrl(settings.publicUrl) }
  const { answered, route: metrics } = metricsOf(house)
  const routes = [metrics, ...routesOf({ house, log, serveWeb, doorplate })]
  const listener = serve({ routes, doorplate, log, answered })
  const { server, port } = await listen({ host, ports }, listener)
  const url = addressOf(host, port)
  const { pid } = process
  if (settings.announce && !(await announce(dataDir, { url, pid, started: house.started }))) {
    await stopListening(server, 0)
    await refuseSecond(dataDir)
  }
  await house.work.takeUp()
  await house.bulkWork.takeUp()
  const report = (error: unknown) => log({ event: "chore-trouble", ...traceOf(error) })
  const chores = keepHouse(house, { report, keepsMirror: settings.announce })
  log({ event: "started", port })
  return {
    url,
    token: house.token,
    link: async () =>
      `${doorplate.publicUrl?.origin ?? url}/enter/${(await house.access.issueLink()).code}`,
    close: async () => {
      house.rest()
      await stopListening(server, graceMs)
      await chores
      await house.close()
      if (settings.announce) await removeServerFile(dataDir, pid)
      log({ event: "stopped" })
    },
  }
}

async function refuseSecond(dataDir: string): Promise<void> {
  const running = await findServer(dataDir)
  if (running !== undefined) {
    throw new Failure("server/running", { url: running.url, pid: running.pid })
  }
}

/** False if another program said so first. */
async function announce(dataDir: string, server: ServerFile): Promise<boolean> {
  if (await placeServerFile(dataDir, server)) return true
  if ((await findServer(dataDir)) !== undefined) return false
  // Left behind by a program that was killed.
  await removeServerFile(dataDir)
  return placeServerFile(dataDir, server)
}

function addressOf(host: string, port: number): string {
  const named = isLoopback(host) || host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host
  return `http://${named.includes(":") ? `[${named}]` : named}:${port}`
}
