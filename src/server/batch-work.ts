import { listBatches, readBatch, updateBatch, type Batch, type BatchState } from "#collect"
import { cancelBatch, ingest, preview, undo, type FlowPorts } from "#flow"
import { BatchId, Failure, PrincipalId, type Principal } from "#kernel"
import type { OpenJobs } from "#store"
import { z } from "zod"

// Work on a batch goes on when its caller has gone, and after a kill: the state says what is wanted,
// a job does it. One job a batch at a time.

const queue = "batch"
const deeds = ["import", "preview", "undo", "cancel"] as const
type Deed = (typeof deeds)[number]

const Payload = z.object({ deed: z.enum(deeds), batch: BatchId, principal: PrincipalId })

/** In which state a batch must be for a deed, and in which it then is. */
interface Turn {
  readonly from: readonly BatchState[]
  readonly to: BatchState
}

const turns: Readonly<Record<"run" | "resume" | "preview" | "undo" | "cancel", Turn>> = {
  run: { from: ["received", "previewed"], to: "importing" },
  resume: { from: ["paused", "failed", "importing"], to: "importing" },
  preview: { from: ["received", "previewed"], to: "previewing" },
  undo: { from: ["done", "failed", "paused", "undoing"], to: "undoing" },
  cancel: {
    from: ["received", "previewing", "previewed", "importing", "paused", "failed", "cancelled"],
    to: "cancelled",
  },
}

const deedOf: Readonly<Partial<Record<BatchState, Deed>>> = {
  importing: "import",
  previewing: "preview",
  undoing: "undo",
  cancelled: "cancel",
}

export interface BatchWork {
  /** Wants something of a batch. @throws Failure "collect/unknown-batch" | "flow/batch-state" */
  want(turn: keyof typeof turns, batch: BatchId, principal: Principal): Promise<Batch>
  /** Takes up what was wanted when the program ended. */
  takeUp(): Promise<void>
}

export interface BatchWorkPorts extends FlowPorts {
  readonly jobs: OpenJobs
  /** As whom a job runs that was begun by that id. */
  readonly principalOf: (id: PrincipalId) => Principal
}

/** Work on batches over the queue of jobs; this program takes part in it. */
export async function openBatchWork(ports: BatchWorkPorts): Promise<BatchWork> {
  const { jobs, store } = ports
  await jobs.work(queue, ({ payload, signal }) => carryOut(ports, Payload.parse(payload), signal))
  const send = async (deed: Deed, batch: BatchId, principal: PrincipalId) =>
    jobs.send(queue, String(batch), { deed, batch, principal })
  return {
    want: async (name, id, principal) => {
      const { from, to } = turns[name]
      const batch = await store.transaction(async (tx) => {
        const before = await readBatch(tx, id)
        const isTurned = await updateBatch(tx, id, { state: to, when: { in: from } })
        if (!isTurned) throw new Failure("flow/batch-state", { batch: id, state: before.state })
        return readBatch(tx, id)
      })
      await send(deedOf[to] ?? "import", id, principal.id)
      return batch
    },
    takeUp: async () => {
      for await (const { id, state, principal, undoneAt } of batchesOf(ports)) {
        const deed = undoneAt === null ? deedOf[state] : undefined
        if (deed !== undefined) await send(deed, id, PrincipalId.parse(principal))
      }
    },
  }
}

type Job = z.infer<typeof Payload>

async function carryOut(ports: BatchWorkPorts, job: Job, signal: AbortSignal): Promise<void> {
  const run = { principal: ports.principalOf(job.principal), signal }
  switch (job.deed) {
    case "import":
      return void (await ingest(ports, job.batch, run))
    case "preview":
      return void (await preview(ports, job.batch, run))
    case "undo":
      return void (await undo(ports, job.batch, run))
    case "cancel":
      return void (await cancelBatch(ports, job.batch, run))
  }
}

async function* batchesOf({ store }: BatchWorkPorts): AsyncGenerator<Batch> {
  for (let before: BatchId | null | undefined; before !== null;) {
    const page = { limit: 200, before }
    const { items, next } = await store.read((tx) => listBatches(tx, page))
    yield* items
    before = next
  }
}
