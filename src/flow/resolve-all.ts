import { closeRun, renewLinks } from "#resolve"
import type { Tx } from "#store"
import { keepLock, type FlowPorts, type Run } from "./flow-ports.ts"
import { keepPiece } from "./keep-piece.ts"
import { readRules } from "./keep-rules.ts"
import { partitionOf, readEverybody } from "./whole-base.ts"

export interface ResolvedAll {
  readonly records: number
  readonly customers: number
  readonly links: number
}

/** A new run of resolve over every live record: replaces automatic links, keeps people's decisions. */
export async function resolveAll(ports: FlowPorts, run: Run): Promise<ResolvedAll> {
  return ports.store.exclusively(keepLock, () =>
    ports.store.transaction((tx) => resolveIn(ports, tx, run)),
  )
}

async function resolveIn(ports: FlowPorts, tx: Tx, { principal }: Run): Promise<ResolvedAll> {
  const { journal, audit, clock } = ports
  const rules = await readRules(tx)
  const records = await readEverybody(tx)
  const renewal = await renewLinks(tx, records, principal.id)
  const { customerOf } = partitionOf(records, renewal.links)
  const changes = records.map((record) => ({ id: record.id, before: record, after: record }))
  const cause = { what: "resolve", batch: undefined, by: principal.id, now: clock.now() }
  const evidence = { born: [], replaced: [], superseded: [], promoted: [] }
  await keepPiece({ tx, rules, journal, cause }, { changes, customerOf, evidence })
  const customers = new Set(customerOf.values()).size
  await closeRun(tx, renewal, { records: records.length, customers })
  const object = `run ${renewal.run}`
  await journal.append(tx, [{ kind: "link/changed", ids: [], by: principal.id }])
  await audit.write(tx, { principal, action: "base/resolve", object })
  return { records: records.length, customers, links: renewal.automatic }
}
