import { Gauge, type Registry } from "prom-client"
import { countBatches } from "#collect"
import { readVitals } from "#store"
import type { House } from "../compose.ts"

/** What stands in the house, read when somebody asks. */
export function houseFigures(registry: Registry, house: House): () => Promise<void> {
  const gauges = gaugesOf(registry)
  return async () => {
    for (const gauge of Object.values(gauges)) gauge.reset()
    showConnections(gauges, house)
    await Promise.all([
      showVitals(gauges, house),
      showWork(gauges, house),
      showMirror(gauges, house),
    ])
  }
}

type Gauges = ReturnType<typeof gaugesOf>

function gaugesOf(registry: Registry) {
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `zhike_${name}`, help, labelNames, registers: [registry] })
  return {
    connections: gauge("database_connections", "Connections to the database", "state"),
    waiting: gauge("database_waiting_callers", "Callers that wait for a connection"),
    databaseBytes: gauge("database_bytes", "Size of the database"),
    tableBytes: gauge("table_bytes", "Size of a table with its indexes", "table"),
    tableRows: gauge("table_rows_estimate", "Rows of a table, as the database estimates", "table"),
    journal: gauge("journal_position", "Position of the newest entry of the journal"),
    outbox: gauge("outbox_entries", "Entries that wait for their position in the journal"),
    behind: gauge("consumer_behind_entries", "Entries a consumer has not handled yet", "consumer"),
    jobs: gauge("jobs", "Jobs of a queue", "queue", "state"),
    batches: gauge("batches", "Deliveries by state", "state"),
    mirrorBehind: gauge(
      "mirror_behind_seconds",
      "For how long something has waited for the mirror",
    ),
    mirrorBytes: gauge("mirror_bytes", "Size of the mirror for analyses"),
  }
}

function showConnections({ connections, waiting }: Gauges, { store }: House): void {
  const now = store.connections()
  connections.set({ state: "idle" }, now.idle)
  connections.set({ state: "busy" }, now.total - now.idle)
  waiting.set(now.waiting)
}

async function showVitals(gauges: Gauges, { store }: House): Promise<void> {
  const vitals = await store.read(readVitals)
  gauges.databaseBytes.set(vitals.databaseBytes)
  gauges.journal.set(vitals.journalPosition)
  gauges.outbox.set(vitals.outboxEntries)
  for (const { name, behind } of vitals.consumers) gauges.behind.set({ consumer: name }, behind)
  for (const { table, rows, bytes } of vitals.tables) {
    gauges.tableBytes.set({ table }, bytes)
    gauges.tableRows.set({ table }, rows)
  }
}

async function showMirror(gauges: Gauges, { mirror }: House): Promise<void> {
  const { behindSeconds, bytes } = await mirror.state()
  gauges.mirrorBehind.set(behindSeconds)
  gauges.mirrorBytes.set(bytes)
}

async function showWork({ jobs, batches }: Gauges, house: House): Promise<void> {
  for (const { queue, waiting, running, failed } of await house.jobs.standing()) {
    jobs.set({ queue, state: "waiting" }, waiting)
    jobs.set({ queue, state: "running" }, running)
    jobs.set({ queue, state: "failed" }, failed)
  }
  for (const { state, count } of await house.store.read(countBatches)) batches.set({ state }, count)
}
