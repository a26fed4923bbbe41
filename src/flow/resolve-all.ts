import { evidence, type KeepRules } from "#keep"
import type { RecordId } from "#kernel"
import { closeRun, openRun, renewLinks } from "#resolve"
import type { Tx } from "#store"
import { keepLock, type FlowPorts, type Run } from "./flow-ports.ts"
import { keepPiece } from "./keep-piece.ts"
import { readRules } from "./keep-rules.ts"
import { stopIfAborted } from "./progress.ts"
import { customersOf, everybodyByKeys } from "./whole-base.ts"

export interface ResolvedAll {
  readonly records: number
  readonly customers: number
  readonly links: number
}

const usualPieceSize = 5_000

/**
 * A new run of resolve over every live record: replaces automatic links, keeps people's decisions.
 * In pieces, each in one transaction and right in itself; cut off, the same run goes on when it is
 * asked for again, and ends as if nothing had happened.
 */
export async function resolveAll(ports: FlowPorts, run: Run): Promise<ResolvedAll> {
  const { store } = ports
  return store.exclusively(keepLock, async () => {
    const number = await begin(ports, run)
    const { rules, crowd } = await store.read(async (tx) => {
      return { rules: await readRules(tx), crowd: await everybodyByKeys(tx) }
    })
    const found = { records: crowd.size, customers: 0, links: 0 }
    for (const ids of crowd.pieces(run.pieceSize ?? usualPieceSize)) {
      stopIfAborted(run.signal)
      const piece = await store.transaction((tx) =>
        resolvePiece(ports, tx, { ids, rules, run, number }),
      )
      found.customers += piece.customers
      found.links += piece.links
    }
    await finish(ports, { run, number, found })
    return found
  })
}

async function begin({ store, audit }: FlowPorts, { principal }: Run): Promise<number> {
  return store.transaction(async (tx) => {
    const number = await openRun(tx, principal.id)
    await audit.write(tx, { principal, action: "base/resolve", object: `run ${number}` })
    return number
  })
}

interface Piece {
  readonly ids: readonly RecordId[]
  readonly rules: KeepRules
  readonly run: Run
  readonly number: number
}

async function resolvePiece(
  { journal, clock }: FlowPorts,
  tx: Tx,
  { ids, rules, run, number }: Piece,
) {
  const records = await evidence.current(tx, ids)
  const { links, automatic } = await renewLinks(tx, number, records)
  const customerOf = customersOf(records, links)
  const changes = records.map((record) => ({ id: record.id, before: record, after: record }))
  const cause = { what: "resolve", batch: undefined, by: run.principal.id, now: clock.now() }
  const nothing = { born: [], replaced: [], superseded: [], promoted: [] }
  await keepPiece({ tx, rules, journal, cause }, { changes, customerOf, evidence: nothing })
  return { customers: new Set(customerOf.values()).size, links: automatic }
}

interface Ending {
  readonly run: Run
  readonly number: number
  readonly found: ResolvedAll
}

async function finish(
  { store, journal, audit }: FlowPorts,
  { run: { principal }, number, found }: Ending,
): Promise<void> {
  await store.transaction(async (tx) => {
    await closeRun(tx, number, found)
    await journal.append(tx, [{ kind: "link/changed", ids: [], by: principal.id }])
    const object = `run ${number}`
    await audit.write(tx, { principal, action: "base/resolved", object, facts: { ...found } })
  })
}
