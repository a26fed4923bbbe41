import { readBatch, updateBatch, type Batch, type BatchState } from "#collect"
import { Failure, type BatchId } from "#kernel"
import type { FlowPorts } from "./flow-ports.ts"

// A batch says by its state what is wanted of it; whoever works on it reads that and nothing else.

/** In which state a batch must be for a turn, and in which it then is. */
interface Turning {
  readonly from: readonly BatchState[]
  readonly to: BatchState
}

const turnings = {
  run: { from: ["received", "previewed"], to: "importing" },
  resume: { from: ["paused", "failed", "importing"], to: "importing" },
  preview: { from: ["received", "previewed"], to: "previewing" },
  undo: { from: ["done", "failed", "paused", "undoing"], to: "undoing" },
  cancel: {
    from: ["received", "previewing", "previewed", "importing", "paused", "failed", "cancelled"],
    to: "cancelled",
  },
} as const satisfies Readonly<Record<string, Turning>>

/** Something wanted of a batch that takes a while. */
export type BatchTurn = keyof typeof turnings

/** States in which the work of a turn may begin or go on, asked for beforehand or not. */
export function beginsFrom(turn: BatchTurn): readonly BatchState[] {
  const { from, to } = turnings[turn]
  const others = turn === "run" ? turnings.resume.from : []
  return [...new Set<BatchState>([...from, ...others, to])]
}

/**
 * Says what is wanted of a batch from now on. Of two who want something at once, one wins.
 * @throws Failure "collect/unknown-batch" | "flow/batch-state"
 */
export async function turnBatch(
  { store }: Pick<FlowPorts, "store">,
  id: BatchId,
  turn: BatchTurn,
): Promise<Batch> {
  const { from, to } = turnings[turn]
  return store.transaction(async (tx) => {
    const { state } = await readBatch(tx, id)
    const isTurned = await updateBatch(tx, id, { state: to, failure: null, when: { in: from } })
    if (!isTurned) throw new Failure("flow/batch-state", { batch: id, state })
    return readBatch(tx, id)
  })
}

const wantedBy = {
  importing: "run",
  previewing: "preview",
  undoing: "undo",
  cancelled: "cancel",
} as const satisfies Readonly<Partial<Record<BatchState, BatchTurn>>>

/** What is still to be done about a batch; nothing where its work rests. */
export function wantedOf({ state, undoneAt }: Pick<Batch, "state" | "undoneAt">) {
  if (undoneAt !== null) return undefined
  const wanted: Readonly<Partial<Record<BatchState, (typeof wantedBy)[keyof typeof wantedBy]>>> =
    wantedBy
  return wanted[state]
}
