import { Worker } from "node:worker_threads"
import type { BatchId } from "#kernel"
import type { Database } from "#store"
import { errorOf, Report, type Order } from "./messages.ts"

/** Works on large batches beside the program, so that nobody waits for an answer meanwhile. */
export interface BatchThread {
  /** @throws what the work threw */
  work(batch: BatchId, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

export interface BatchThreadPorts {
  readonly dataDir: string
  readonly connection: ReturnType<Database["connection"]>
  /** How long it stays when there is nothing to do: it holds a hundred megabytes. */
  readonly restMs?: number
}

// Rows live for a portion, not for ever. With room for the young most never become old, and a tenth of
// the whole work, copying them along, is not done.
const youngMiB = 96

/** Is there when it is first needed, and goes again when there is nothing to do. */
export function batchThread(ports: BatchThreadPorts): BatchThread {
  let crew: Crew | undefined
  let rest: NodeJS.Timeout | undefined
  const dismiss = async () => {
    clearTimeout(rest)
    const leaving = crew
    crew = undefined
    await leaving?.leave()
  }
  return {
    work: async (batch, signal) => {
      clearTimeout(rest)
      const working = crew?.isThere === true ? crew : new Crew(ports)
      crew = working
      try {
        await working.work(batch, signal)
      } finally {
        if (working.isIdle) rest = setTimeout(() => void dismiss(), ports.restMs ?? 30_000).unref()
      }
    },
    close: dismiss,
  }
}

interface Waiting {
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** One thread, from its start to its end. */
class Crew {
  private readonly worker: Worker
  private readonly waiting = new Map<number, Waiting>()
  private readonly gone: Promise<void>
  private jobs = 0
  isThere = true

  constructor({ dataDir, connection }: BatchThreadPorts) {
    this.worker = new Worker(new URL("./thread.ts", import.meta.url), {
      workerData: { dataDir, connection: { ...connection } },
      resourceLimits: { maxYoungGenerationSizeMb: youngMiB },
    })
    this.worker.on("message", (message: unknown) => this.settle(Report.parse(message)))
    this.worker.on("error", (error) => this.fail(error))
    this.gone = new Promise((resolve) => {
      this.worker.on("exit", () => {
        this.fail(new Error("the thread for batches ended"))
        resolve()
      })
    })
  }

  get isIdle(): boolean {
    return this.waiting.size === 0
  }

  async work(batch: BatchId, signal: AbortSignal): Promise<void> {
    const job = (this.jobs += 1)
    const { promise, ...waiting } = Promise.withResolvers<void>()
    this.waiting.set(job, waiting)
    const stop = () => this.order({ what: "stop", job })
    this.order({ what: "do", job, batch })
    signal.addEventListener("abort", stop)
    if (signal.aborted) stop()
    try {
      await promise
    } finally {
      signal.removeEventListener("abort", stop)
    }
  }

  async leave(): Promise<void> {
    this.order({ what: "leave" })
    await this.gone
  }

  private order(order: Order): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.worker.postMessage(order)
  }

  private settle({ job, trouble }: Report): void {
    const waiting = this.waiting.get(job)
    this.waiting.delete(job)
    if (trouble === undefined) waiting?.resolve()
    else waiting?.reject(errorOf(trouble))
  }

  private fail(error: unknown): void {
    this.isThere = false
    for (const { reject } of this.waiting.values()) reject(error)
    this.waiting.clear()
  }
}
