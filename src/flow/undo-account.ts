import { readBatch, type Batch } from "#collect"
import {
  foresayUndo,
  openUndoAccount,
  readUndoAccount,
  recordsOfBatch,
  type SaidByBatch,
  type UndoAccount,
} from "#keep"
import { BatchId, Failure } from "#kernel"
import { readPeoplesLinks, shadowPattern } from "#resolve"
import type { Store, Tx } from "#store"

/** Writes down what an undo will keep and why, once, before it begins. */
export async function openAccount(tx: Tx, batch: Batch): Promise<void> {
  if ((await readUndoAccount(tx, batch.id)) === undefined) {
    await openUndoAccount(tx, batch.id, await accountOf(tx, batch))
  }
}

async function accountOf(tx: Tx, { id, content, tally }: Batch): Promise<UndoAccount> {
  const links = await readPeoplesLinks(tx)
  const theirs = await recordsOfBatch(tx, id, [...new Set(links.flatMap(({ a, b }) => [a, b]))])
  const touching = links.filter(({ a, b }) => theirs.has(a) || theirs.has(b))
  const typed = touching.filter(({ pattern }) => pattern === shadowPattern)
  const decisions = touching.filter(({ pattern }) => pattern !== shadowPattern)
  return {
    ...(await foresayUndo(tx, id)),
    typed: typed.length,
    decisions: new Set(decisions.map(({ run }) => run)).size,
    facts: content === "orders" ? tally.new : 0,
    customers: null,
  }
}

/** Records that say what a delivery said: which, of whom, when. */
export interface ToldSaying extends SaidByBatch {
  readonly source: string
  readonly received: Date
}

export interface ToldAccount extends Omit<UndoAccount, "back" | "later"> {
  readonly back: readonly ToldSaying[]
  readonly later: readonly ToldSaying[]
}

/**
 * What an undo kept and why; of a batch that stands, what it would.
 * @throws Failure "collect/unknown-batch" | "flow/batch-state"
 */
export async function tellUndo(store: Store, id: BatchId): Promise<ToldAccount> {
  return store.read(async (tx) => {
    const batch = await readBatch(tx, id)
    if (batch.started === null) {
      throw new Failure("flow/batch-state", { batch: id, state: batch.state })
    }
    const account = (await readUndoAccount(tx, id)) ?? (await accountOf(tx, batch))
    const { back, later } = account
    return { ...account, back: await tellAll(tx, back), later: await tellAll(tx, later) }
  })
}

async function tellAll(tx: Tx, sayings: readonly SaidByBatch[]): Promise<readonly ToldSaying[]> {
  const told: ToldSaying[] = []
  for (const saying of sayings) {
    if (saying.batch === 0) continue
    const { source, created } = await readBatch(tx, BatchId.parse(saying.batch))
    told.push({ ...saying, source: source.name, received: created })
  }
  return told
}
