import { readBatch, updateBatch, type Batch, type BatchProgress, type BatchState } from "#collect"
import type { FlowPorts, Run } from "./flow-ports.ts"

type Stage = BatchProgress["stage"]

/** Thrown to end a work early; what was written stays, and the work can go on. */
export class Stopped extends Error {
  override readonly name = "Stopped"
  readonly how: "pause" | "cancel" | "shutdown"

  constructor(how: Stopped["how"]) {
    super(how)
    this.how = how
  }
}

export interface Progress {
  /**
   * Says where the work stands, at most twice a second.
   * @throws Stopped when somebody wants the work to end
   */
  at(stage: Stage, done: number): Promise<void>
}

const everyMs = 400

/** A run, and the states in which its batch is while the work is wanted. */
export interface ProgressRun extends Pick<Run, "signal"> {
  readonly wantedIn: readonly BatchState[]
}

/** Writes the progress of a batch and, by the same statement, learns whether it is still wanted. */
export function progressOf(ports: FlowPorts, batch: Batch, run: ProgressRun): Progress {
  let last = 0
  let stage: Stage | undefined
  const begun = new Map<Stage, Point>()
  return {
    at: async (next, done) => {
      stopIfAborted(run.signal)
      const now = ports.clock.now().getTime()
      const began = begun.get(next) ?? { at: now, done }
      begun.set(next, began)
      if (next === stage && now - last < everyMs) return
      last = now
      stage = next
      const total = batch.rows
      const secondsLeft = leftOf({ done, total, ...rateOf(began, { at: now, done }) })
      const progress = { stage: next, done, total, secondsLeft }
      await write(ports, batch, { progress, wantedIn: run.wantedIn })
    },
  }
}

interface Point {
  readonly at: number
  readonly done: number
}

function rateOf(from: Point, to: Point): { readonly ms: number; readonly rows: number } {
  return { ms: to.at - from.at, rows: to.done - from.done }
}

function leftOf(known: { done: number; total: number; ms: number; rows: number }): number | null {
  const { done, total, ms, rows } = known
  if (ms < 1_000 || rows <= 0) return null
  return Math.max(0, Math.round((((total - done) / rows) * ms) / 1_000))
}

interface Written {
  readonly progress: BatchProgress
  readonly wantedIn: readonly BatchState[]
}

async function write(ports: FlowPorts, { id }: Batch, { progress, wantedIn }: Written) {
  const running = await ports.store.transaction((tx) =>
    updateBatch(tx, id, { progress, when: { in: wantedIn } }),
  )
  if (running) return
  throw stoppedIn(await ports.store.read((tx) => readBatch(tx, id)))
}

/** How the work on a batch ends that is not wanted any more. */
export function stoppedIn({ state }: Pick<Batch, "state">): Stopped {
  return new Stopped(state === "cancelled" ? "cancel" : "pause")
}

/** @throws Stopped */
export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return
  const { reason } = signal
  throw new Stopped(reason === "pause" || reason === "cancel" ? reason : "shutdown")
}
