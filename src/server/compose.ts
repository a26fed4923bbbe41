import { join } from "node:path"
import { traitRows } from "#analyse"
import { queryTokens } from "#cleanse"
import {
  auditTrail,
  memoryLinkCodes,
  openKeys,
  openOwnerToken,
  ownerAccess,
  permissionGate,
  sealerOf,
  type OwnerAccess,
} from "#govern"
import { mirrored } from "#flow"
import type { Asker } from "#keep"
import {
  systemClock,
  type Audit,
  type Clock,
  type Gate,
  type Journal,
  type Principal,
  type Sealer,
} from "#kernel"
import {
  journal,
  mirrorIn,
  openJobs,
  type Mirror,
  type OpenJobs,
  type OpenStore,
  type Tx,
} from "#store"

import { onceIn, type Once } from "./api/once.ts"
import { batchThread } from "./batch-thread/batch-thread.ts"
import { openBatchWork, type BatchWork } from "./batch-work.ts"
import { openBulkWork, type BulkWork } from "./bulk-work.ts"
import { houseTime, type HouseTime } from "./house-time.ts"
import { traceOf, type Log } from "./http/log.ts"

/** The rooms, put together. */
export interface House extends HouseTime {
  readonly dataDir: string
  /** Set where the database is not the embedded one. */
  readonly databaseUrl: string | undefined
  readonly store: OpenStore
  readonly jobs: OpenJobs
  readonly mirror: Mirror
  readonly sealer: Sealer
  readonly access: OwnerAccess
  readonly gate: Gate
  readonly audit: Audit<Tx>
  readonly journal: Journal<Tx>
  readonly clock: Clock
  readonly once: Once
  /** The same for uploads, which must not stand in the way of everything else. */
  readonly onceUpload: Once
  readonly work: BatchWork
  readonly bulkWork: BulkWork
  /** The owner's token. */
  readonly token: string
  /** Milliseconds since 1970. */
  readonly started: number
  /** Aborted when the house begins to close. */
  readonly stopping: AbortSignal
  /** On whose behalf questions are asked. */
  readonly askerOf: (principal: Principal) => Asker
  /** Begins to close: streams end, work rests at its next safe point. */
  readonly rest: () => void
  readonly close: () => Promise<void>
}

export interface Plot {
  readonly dataDir: string
  readonly databaseUrl?: string | undefined
  readonly store: OpenStore
  readonly log: Log
  /** Rows from which on a batch is worked on in a thread of its own; for tests. */
  readonly threadFrom?: number | undefined
}

/** Composition root: the only place that knows every room. */
export async function compose(plot: Plot): Promise<House> {
  const { dataDir, databaseUrl, store, log, threadFrom } = plot
  const clock = systemClock
  const keys = await store.transaction((tx) => openKeys(tx, dataDir))
  const sealer = sealerOf(keys)
  const token = await openOwnerToken(dataDir)
  const access = ownerAccess({ keys, token, clock, codes: memoryLinkCodes() })
  const stopping = new AbortController()
  const report = reportTo(log)
  const jobs = await openJobs(store, report)
  const mirror = mirrorOf(store, dataDir)
  const ports = { store, sealer, journal, audit: auditTrail, clock }
  const thread = batchThread({ dataDir, connection: store.database.connection("app") })
  const working = { jobs, report, thread, threadFrom, stopping: stopping.signal }
  const worker = { ...ports, ...working, principalOf: () => access.owner }
  const works = { work: await openBatchWork(worker), bulkWork: await openBulkWork(worker) }
  return {
    ...houseTime(process.env["ZHIKE_ZONE"]),
    dataDir,
    databaseUrl,
    store,
    jobs,
    mirror,
    sealer,
    access,
    gate: permissionGate,
    audit: auditTrail,
    journal,
    clock,
    once: onceIn(store, 4),
    onceUpload: onceIn(store, 2),
    ...works,
    token,
    started: clock.now().getTime(),
    stopping: stopping.signal,
    askerOf: (principal) => askerOf(principal, sealer),
    rest: () => stopping.abort(),
    close: () => closeAll(stopping, [jobs, thread, mirror, store]),
  }
}

function mirrorOf(store: OpenStore, dataDir: string): Mirror {
  const directory = join(dataDir, "mirror")
  return mirrorIn({ store, directory, tables: mirrored, limits: mirrorLimits() })
}

/** What the mirror may take of the machine, if somebody set it. */
function mirrorLimits() {
  const memoryMb = Number(process.env["ZHIKE_MIRROR_MEMORY_MB"])
  const threads = Number(process.env["ZHIKE_MIRROR_THREADS"])
  return {
    ...(Number.isSafeInteger(memoryMb) && memoryMb >= 64 ? { memoryMb } : {}),
    ...(Number.isSafeInteger(threads) && threads >= 1 ? { threads } : {}),
  }
}

async function closeAll(
  stopping: AbortController,
  parts: readonly { readonly close: () => Promise<void> }[],
): Promise<void> {
  stopping.abort()
  for (const part of parts) await part.close()
}

/** Trouble of work for which nobody waits. */
function reportTo(log: Log) {
  return (error: unknown, queue = "") => log({ event: "job-trouble", queue, ...traceOf(error) })
}

function askerOf(principal: Principal, sealer: Sealer): Asker {
  const index = (label: string, text: string) => sealer.blindIndex(label, text)
  return { principal, index, tokens: queryTokens, traits: traitRows }
}
