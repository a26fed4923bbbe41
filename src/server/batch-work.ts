import { setTimeout as sleep } from "node:timers/promises"
import { listBatches, readBatch, type Batch } from "#collect"
import { turnBatch, wantedOf, type BatchTurn, type FlowPorts } from "#flow"
import { BatchId, PrincipalId, type Principal } from "#kernel"
import type { OpenJobs } from "#store"
import { z } from "zod"
import type { BatchThread } from "./batch-thread/batch-thread.ts"
import { doBatch } from "./do-batch.ts"

// Work on a batch goes on when its caller has gone, and after a kill: the state says what is wanted,
// a job does it. One job a batch at a time.

const queue = "batch"
const Payload = z.object({ batch: BatchId, principal: PrincipalId })

export interface BatchWork {
  /** Wants something of a batch. @throws Failure "collect/unknown-batch" | "flow/batch-state" */
  want(turn: BatchTurn, batch: BatchId, principal: Principal): Promise<Batch>
  /** Takes up what was wanted when the program ended. */
  takeUp(): Promise<void>
}

export interface BatchWorkPorts extends FlowPorts {
  readonly jobs: OpenJobs
  readonly thread: Pick<BatchThread, "work">
  /** Rows from which on the thread does it; for tests. */
  readonly threadFrom?: number | undefined
  /** As whom a job runs that was begun by that id. */
  readonly principalOf: (id: PrincipalId) => Principal
  /** Told of what went wrong while nobody waited for it. */
  readonly report: (error: unknown) => void
  /** Aborted when the house begins to close. */
  readonly stopping: AbortSignal
}

/** Work on batches over the queue of jobs; this program takes part in it. */
export async function openBatchWork(ports: BatchWorkPorts): Promise<BatchWork> {
  const { jobs, report } = ports
  await jobs.work(queue, ({ payload, signal }) => carryOut(ports, Payload.parse(payload), signal))
  return {
    want: async (turn, id, principal) => {
      const batch = await turnBatch(ports, id, turn)
      const job = { batch: id, principal: principal.id }
      if (!(await send(ports, job))) void insist(ports, job).catch(report)
      return batch
    },
    takeUp: async () => {
      for await (const batch of batchesOf(ports)) {
        if (wantedOf(batch) === undefined) continue
        await send(ports, { batch: batch.id, principal: PrincipalId.parse(batch.principal) })
      }
    },
  }
}

type Job = z.infer<typeof Payload>

function send({ jobs }: BatchWorkPorts, job: Job): Promise<boolean> {
  return jobs.send(queue, String(job.batch), { ...job })
}

const insistEveryMs = 500

/**
 * The batch has a job already: it may be about to end without having seen what is wanted now. Asks until
 * the job is taken or nothing is wanted any more.
 */
async function insist(ports: BatchWorkPorts, job: Job): Promise<void> {
  const { stopping: signal } = ports
  while (!signal.aborted) {
    await sleep(insistEveryMs, undefined, { ref: false, signal }).catch(() => undefined)
    if (signal.aborted) return
    const batch = await ports.store.read((tx) => readBatch(tx, job.batch))
    if (wantedOf(batch) === undefined || batch.failure !== null) return
    if (await send(ports, job)) return
  }
}

/** From so many rows on a batch is worked on in the thread: it would keep others waiting. */
const usualThreadFrom = 20_000

async function carryOut(ports: BatchWorkPorts, job: Job, signal: AbortSignal): Promise<void> {
  const { rows } = await ports.store.read((tx) => readBatch(tx, job.batch))
  if (rows > (ports.threadFrom ?? usualThreadFrom)) return ports.thread.work(job.batch, signal)
  return doBatch(ports, job.batch, { principal: ports.principalOf(job.principal), signal })
}

async function* batchesOf({ store }: BatchWorkPorts): AsyncGenerator<Batch> {
  for (let before: BatchId | null | undefined; before !== null;) {
    const page = { limit: 200, before }
    const { items, next } = await store.read((tx) => listBatches(tx, page))
    yield* items
    before = next
  }
}
