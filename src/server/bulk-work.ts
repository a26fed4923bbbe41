import { setTimeout as sleep } from "node:timers/promises"
import { workOnBulkEdit, type FlowPorts } from "#flow"
import { readBulkEdit, unfinishedBulkEdits, type BulkEdit } from "#keep"
import { PrincipalId, type Principal } from "#kernel"
import type { OpenJobs } from "#store"
import { z } from "zod"

// Edits of many go on when their caller has gone, and after a kill: the table says what is wanted, a job
// does it. One job an edit at a time.

const queue = "bulk"
const Payload = z.object({ bulk: z.int(), principal: PrincipalId })

export interface BulkWork {
  /** Something is wanted of it. */
  want(bulk: BulkEdit): Promise<void>
  /** Takes up what was wanted when the program ended. */
  takeUp(): Promise<void>
}

export interface BulkWorkPorts extends FlowPorts {
  readonly jobs: OpenJobs
  /** As whom a job runs that was begun by that id. */
  readonly principalOf: (id: PrincipalId) => Principal
  readonly report: (error: unknown) => void
  readonly stopping: AbortSignal
}

export async function openBulkWork(ports: BulkWorkPorts): Promise<BulkWork> {
  await ports.jobs.work(queue, async ({ payload, signal }) => {
    const { bulk, principal } = Payload.parse(payload)
    await workOnBulkEdit(ports, bulk, { principal: ports.principalOf(principal), signal })
  })
  return {
    want: async (bulk) => {
      if (!(await send(ports, bulk))) void insist(ports, bulk).catch(ports.report)
    },
    takeUp: async () => {
      for (const bulk of await ports.store.read(unfinishedBulkEdits)) await send(ports, bulk)
    },
  }
}

function send({ jobs }: BulkWorkPorts, { id, principal }: BulkEdit): Promise<boolean> {
  return jobs.send(queue, String(id), { bulk: id, principal })
}

const insistEveryMs = 500

/** The job there is may be about to end without having seen what is wanted now. */
async function insist(ports: BulkWorkPorts, bulk: BulkEdit): Promise<void> {
  const { stopping: signal, store } = ports
  while (!signal.aborted) {
    await sleep(insistEveryMs, undefined, { ref: false, signal }).catch(() => undefined)
    if (signal.aborted) return
    const { state } = await store.read((tx) => readBulkEdit(tx, bulk.id))
    if (state === "done" || state === "undone" || (await send(ports, bulk))) return
  }
}
