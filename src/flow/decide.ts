import { evidence, readBriefs, readOutlines, type CustomerBrief } from "#keep"
import type { CustomerId, LiveRecord, RecordId } from "#kernel"
import {
  addDecided,
  openDecision,
  resolve,
  unchanged,
  writeResolved,
  type DecidedPair,
  type Decision,
  type ResolvedPiece,
} from "#resolve"
import type { Store, Tx } from "#store"
import type { Against } from "./against.ts"
import { movesOf, valueChangesOf, type Following } from "./following.ts"
import { keepLock, type FlowPorts, type Run } from "./flow-ports.ts"
import { keepPiece } from "./keep-piece.ts"
import { readRules } from "./keep-rules.ts"

/** What a decision does to customers: those whose records are others, before and after. */
export interface Decided extends Following {
  /** Its number, by which it can be taken back; absent in a preview. */
  readonly decision: number | null
  readonly before: CustomerBrief[]
  readonly after: CustomerBrief[]
  /** What it overrules, or what one should look at before. */
  readonly against: Against[]
}

/** How a decision is made. */
export interface Deciding {
  /** Only say what would follow; nothing is kept. */
  readonly preview: boolean
  /** Written into the history of customers and, as `decision/<what>`, into the audit. */
  readonly what: "join" | "separate" | "take-back"
}

/** What was found about a decision whose links are written. */
export interface Found {
  readonly number: number
  /** Records that the decision speaks of. */
  readonly about: readonly RecordId[]
  readonly pieces: readonly ResolvedPiece[]
  readonly against: Against[]
  /** What is to be done once customers are kept. */
  readonly afterwards?: () => Promise<void>
}

/**
 * Makes a decision: `work` writes its links and says what follows, and customers are kept accordingly.
 * A preview goes the same way to the end and is then rolled back, so it cannot say anything else.
 */
export async function deciding(
  ports: FlowPorts,
  run: Run,
  { preview, what, work }: Deciding & { readonly work: (tx: Tx) => Promise<Found> },
): Promise<Decided> {
  const inTransaction = preview ? trying(ports.store) : ports.store.transaction.bind(ports.store)
  return ports.store.exclusively(keepLock, () =>
    inTransaction(async (tx) => {
      const found = await work(tx)
      const followed = await carryOut(ports, tx, { found, run, what })
      return { decision: preview ? null : found.number, ...followed }
    }),
  )
}

class RolledBack extends Error {}

/** A transaction of which nothing stays but the answer. */
function trying(store: Store) {
  return async <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> => {
    const answers: Result[] = []
    try {
      await store.transaction(async (tx) => {
        answers.push(await work(tx))
        throw new RolledBack()
      })
    } catch (error) {
      if (!(error instanceof RolledBack)) throw error
    }
    const [answer] = answers
    if (answer === undefined) throw new Error("a trial ended without an answer")
    return answer
  }
}

interface CarryingOut {
  readonly found: Found
  readonly run: Run
  readonly what: Deciding["what"]
}

async function carryOut(
  { journal, audit, clock }: FlowPorts,
  tx: Tx,
  { found, run: { principal }, what }: CarryingOut,
): Promise<Omit<Decided, "decision">> {
  const { number, about, pieces, against } = found
  const rules = await readRules(tx)
  const changed = changedBy(pieces)
  const before = await readBriefs(tx, changed.before)
  const looked = await readOutlines(tx, changed.before)
  const moves = await movesOf(tx, pieces, principal)
  const cause = { what, batch: undefined, by: principal.id, now: clock.now() }
  const nothing = { born: [], replaced: [], superseded: [], promoted: [] }
  for (const piece of pieces) {
    await writeResolved(tx, piece)
    await keepPiece({ tx, rules, journal, cause }, { ...piece, evidence: nothing })
  }
  await journal.append(tx, [{ kind: "link/changed", ids: about, by: principal.id }])
  const object = `decision ${number}`
  await audit.write(tx, { principal, action: `decision/${what}`, object })
  await found.afterwards?.()
  const after = await readBriefs(tx, changed.after)
  const values = await valueChangesOf(tx, looked, after)
  return { before, after, moves, values, against }
}

/** Customers that have other records afterwards, and those that will have them. */
function changedBy(pieces: readonly ResolvedPiece[]) {
  const before = new Map<CustomerId, RecordId[]>()
  const after = new Map<CustomerId, RecordId[]>()
  for (const { changes, customerOf } of pieces) {
    for (const { id, before: was } of changes) {
      if (was !== undefined) push(before, was.customer, id)
      push(after, customerOf.get(id) ?? id, id)
    }
  }
  const stays = (id: CustomerId) => told(before.get(id)) === told(after.get(id))
  return {
    before: [...before.keys()].filter((id) => !stays(id)),
    after: [...after.keys()].filter((id) => !stays(id)),
  }
}

function told(records: readonly RecordId[] = []): string {
  return records.toSorted().join()
}

function push(groups: Map<CustomerId, RecordId[]>, customer: CustomerId, record: RecordId) {
  const group = groups.get(customer)
  if (group === undefined) groups.set(customer, [record])
  else group.push(record)
}

/** The number, time and maker of a new decision. */
export async function newDecision(
  { clock }: FlowPorts,
  tx: Tx,
  { run, reason }: { readonly run: Run; readonly reason: string },
): Promise<Decision> {
  return openDecision(tx, { by: run.principal.id, reason, now: clock.now() })
}

/** What the links as they are now make of these records. */
export async function resolveAround(
  tx: Tx,
  records: readonly LiveRecord[],
): Promise<readonly ResolvedPiece[]> {
  return resolve({ tx, evidence }, records.map(unchanged), Number.MAX_SAFE_INTEGER)
}

/** Every record of the customers of these. */
export async function recordsAround(
  tx: Tx,
  records: readonly RecordId[],
): Promise<readonly LiveRecord[]> {
  const live = await evidence.current(tx, records)
  return evidence.members(tx, [...new Set(live.map(({ customer }) => customer))])
}

/** Writes links of a decision and says what they make of the records around. */
export async function linkAndResolve(
  tx: Tx,
  decision: Decision,
  links: { readonly kind: "must" | "cannot"; readonly pairs: readonly DecidedPair[] },
): Promise<readonly ResolvedPiece[]> {
  await addDecided(tx, decision, links)
  return resolveAround(tx, await recordsAround(tx, links.pairs.flat()))
}
