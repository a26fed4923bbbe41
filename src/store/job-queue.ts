import type { ClientConfig } from "pg"
import { PgBoss, type Job, type JobResult } from "pg-boss"
import { z } from "zod"
import { Failure, type JobRun, type Jobs } from "#kernel"

/** Jobs, until they are closed. Closing ends what runs at its next safe point; it goes on at the next start. */
export interface OpenJobs extends Jobs {
  /** How much waits, runs and has failed of late, a queue each; some seconds old. */
  standing(): Promise<readonly QueueStanding[]>
  close(): Promise<void>
}

export interface QueueStanding {
  readonly queue: string
  readonly waiting: number
  readonly running: number
  readonly failed: number
}

/** Somebody who wants to know: an error of a handler, or of the queue itself. */
export type ReportTrouble = (error: unknown, queue?: string) => void

type Payload = Readonly<Record<string, unknown>>
type Handle = (run: JobRun<Payload>) => Promise<void>

const Payload = z.record(z.string(), z.unknown())

// A killed program sends no heartbeat: within 10 s its job goes to another, or waits for the next start.
const queueOptions = {
  policy: "exclusive",
  heartbeatSeconds: 10,
  expireInSeconds: 86_000,
  retryLimit: 100,
  retryDelay: 1,
  deleteAfterSeconds: 7 * 86_400,
}
const workOptions = {
  perJobResults: true,
  pollingIntervalSeconds: 0.5,
  heartbeatRefreshSeconds: 1,
} as const
const upkeep = {
  schema: "job",
  migrate: false,
  createSchema: false,
  schedule: false,
  reindex: false,
  monitorVacuum: false,
  superviseIntervalSeconds: 1,
  monitorIntervalSeconds: 2,
  max: 3,
}

/** Durable work over the queue in the database, as the role that may not change the schema. */
export async function openQueue(app: ClientConfig, report: ReportTrouble): Promise<OpenJobs> {
  const boss = new PgBoss({ ...connectionOf(app), ...upkeep })
  boss.on("error", (error) => report(error))
  await boss.start()
  return new Queue(boss, report)
}

class Queue implements OpenJobs {
  private readonly boss: PgBoss
  private readonly report: ReportTrouble
  private readonly known = new Map<string, Promise<void>>()
  private readonly running = new Map<string, AbortController>()
  private readonly closing = new AbortController()

  constructor(boss: PgBoss, report: ReportTrouble) {
    this.boss = boss
    this.report = report
  }

  async send(queue: string, key: string, payload: Payload): Promise<boolean> {
    await this.ensure(queue)
    return (await this.boss.send(queue, { ...payload }, { singletonKey: key })) !== null
  }

  async cancel(queue: string, key: string): Promise<void> {
    await this.ensure(queue)
    const jobs = await this.boss.findJobs(queue, { key })
    for (const { id, state } of jobs) {
      if (state === "completed" || state === "failed" || state === "cancelled") continue
      await this.boss.cancel(queue, id)
      this.running.get(id)?.abort(new Error("cancelled"))
    }
  }

  async work(queue: string, handle: Handle): Promise<void> {
    await this.ensure(queue)
    await this.boss.work(queue, workOptions, async (jobs: Job[]) =>
      Promise.all(jobs.map((job) => this.run(job, handle))),
    )
  }

  async standing(): Promise<readonly QueueStanding[]> {
    const queues = await this.boss.getQueues()
    return queues.map(({ name, readyCount, activeCount, failedCount }) => ({
      queue: name,
      waiting: readyCount,
      running: activeCount,
      failed: failedCount,
    }))
  }

  async close(): Promise<void> {
    this.closing.abort(new Error("closing"))
    await this.boss.stop({ graceful: true, timeout: 30_000 })
  }

  /** Throws only what pg-boss should never see: every outcome is one of its results. */
  private async run({ id, name, data, signal }: Job, handle: Handle): Promise<JobResult> {
    const own = new AbortController()
    this.running.set(id, own)
    const ends = AbortSignal.any([signal, own.signal, this.closing.signal])
    try {
      await handle({ payload: Payload.parse(data), signal: ends })
      // Stopped by our closing, it may have returned early: it has to go on later.
      return { id, status: this.closing.signal.aborted ? "failed" : "completed" }
    } catch (error) {
      if (!ends.aborted) this.report(error, name)
      return { id, status: ends.aborted || isPassing(error) ? "failed" : "deadletter" }
    } finally {
      this.running.delete(id)
    }
  }

  private ensure(queue: string): Promise<void> {
    const known = this.known.get(queue)
    if (known !== undefined) return known
    const made = this.boss.createQueue(queue, queueOptions)
    this.known.set(queue, made)
    made.catch(() => this.known.delete(queue))
    return made
  }
}

/** Worth another try by itself; other errors would only come again. */
function isPassing(error: unknown): boolean {
  const codes = ["store/connection-lost", "store/too-many-connections"]
  return error instanceof Failure && codes.includes(error.code)
}

/** pg-boss takes fewer kinds of password than pg; ours are plain. */
function connectionOf({ password, connectionString, host, port, user, database }: ClientConfig) {
  if (connectionString !== undefined) return { connectionString }
  const given = { host, port, user, database, password }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
