import {
  differingColumns,
  goldenRowOf,
  readCustomersAfter,
  retireCustomers,
  tell,
  type GoldenRow,
  type KeepRules,
} from "#keep"
import type { CustomerId, LiveRecord } from "#kernel"
import { readAllLinks, type Partition } from "#resolve"
import type { Tx } from "#store"
import { keepLock, type FlowPorts, type Run } from "./flow-ports.ts"
import { keepPiece } from "./keep-piece.ts"
import { readRules } from "./keep-rules.ts"
import { groupsOf, partitionOf, readEverybody } from "./whole-base.ts"

/** One value that is not what evidence, links and rules make of it. */
export interface Difference {
  readonly table: "record" | "customer"
  readonly id: string
  readonly column: string
}

export interface Rebuilt {
  readonly records: number
  readonly customers: number
  readonly differences: readonly Difference[]
}

/**
 * Makes every membership and every golden value anew from live evidence, links and rules, and says
 * where the tables differ (version and time of change excepted). With `check` nothing is written.
 * Matching is not run again.
 */
export async function rebuild(
  ports: FlowPorts,
  run: Run,
  { check }: { readonly check: boolean },
): Promise<Rebuilt> {
  return ports.store.exclusively(keepLock, () =>
    check
      ? ports.store.read(async (tx) => (await rebuilt(tx)).answer)
      : ports.store.transaction((tx) => mend(ports, tx, run)),
  )
}

interface Scene {
  readonly rules: KeepRules
  readonly records: readonly LiveRecord[]
  readonly partition: Partition
  /** Golden rows whose customer no record names, and lost ones, whose search words may be left. */
  readonly orphans: readonly CustomerId[]
  readonly answer: Rebuilt
}

async function rebuilt(tx: Tx): Promise<Scene> {
  const rules = await readRules(tx)
  const records = await readEverybody(tx)
  const partition = partitionOf(records, await readAllLinks(tx))
  const rows = goldenRows(records, partition, rules)
  const customers = rows.size
  const owners = new Set(records.map(({ customer }) => customer))
  const { differences, orphans } = await compare(tx, rows, owners)
  const moved = records
    .filter(({ id, customer }) => partition.customerOf.get(id) !== customer)
    .map(({ id }): Difference => ({ table: "record", id, column: "customer" }))
  const answer = { records: records.length, customers, differences: [...moved, ...differences] }
  return { rules, records, partition, orphans, answer }
}

function goldenRows(
  records: readonly LiveRecord[],
  partition: Partition,
  rules: KeepRules,
): Map<CustomerId, GoldenRow> {
  const groups = groupsOf(records, partition)
  return new Map(Array.from(groups, ([id, members]) => [id, goldenRowOf(id, members, rules)]))
}

const pageSize = 5_000

/** Empties `rows` while it goes: what is left at the end has no row in the table. */
async function compare(tx: Tx, rows: Map<CustomerId, GoldenRow>, owners: ReadonlySet<CustomerId>) {
  const differences: Difference[] = []
  const orphans: CustomerId[] = []
  const differ = (id: CustomerId, column: string) =>
    differences.push({ table: "customer", id, column })
  for (let last: CustomerId | undefined; ;) {
    const page = await readCustomersAfter(tx, last, pageSize)
    for (const kept of page) {
      const row = rows.get(kept.id)
      rows.delete(kept.id)
      if (!owners.has(kept.id)) orphans.push(kept.id)
      const columns = row === undefined ? ["id"] : differingColumns({ ...kept }, row)
      for (const column of columns) differ(kept.id, column)
    }
    last = page.at(-1)?.id
    if (page.length < pageSize) break
  }
  for (const id of rows.keys()) differ(id, "id")
  orphans.push(...rows.keys())
  return { differences, orphans }
}

/** Why golden values are chosen anew, for the history of customers. */
export interface Mending {
  readonly run: Run
  readonly what: string
}

/** Writes what evidence, links and rules make of everybody, where the tables say something else. */
export async function chooseAnew(
  { clock, journal }: FlowPorts,
  tx: Tx,
  { run, what }: Mending,
): Promise<Rebuilt> {
  const scene = await rebuilt(tx)
  const { rules, partition, orphans, answer } = scene
  const cause = { what, batch: undefined, by: run.principal.id, now: clock.now() }
  await retireCustomers(tx, orphans, cause)
  await tell({ tx, journal, cause }, "customer/changed", orphans)
  const evidence = { born: [], replaced: [], superseded: [], promoted: [] }
  const { customerOf } = partition
  await keepPiece(
    { tx, rules, journal, cause },
    { changes: mendingChanges(scene), customerOf, evidence },
  )
  return answer
}

/** All records of customers that differ, before and after, told as changed so that they are written. */
function mendingChanges({ records, partition, answer }: Scene) {
  const ownersOf = ({ id, customer }: LiveRecord) => [
    customer,
    partition.customerOf.get(id) ?? customer,
  ]
  const wrong = new Set(answer.differences.map(({ id }) => id))
  const affected = new Set(
    records
      .filter((record) => [record.id, ...ownersOf(record)].some((id) => wrong.has(id)))
      .flatMap(ownersOf),
  )
  return records
    .filter((record) => ownersOf(record).some((owner) => affected.has(owner)))
    .map((record) => ({ id: record.id, before: record, after: { ...record } }))
}

async function mend(ports: FlowPorts, tx: Tx, run: Run): Promise<Rebuilt> {
  const answer = await chooseAnew(ports, tx, { run, what: "rebuild" })
  await ports.audit.write(tx, {
    principal: run.principal,
    action: "base/rebuild",
    object: "base",
    facts: { differences: answer.differences.length },
  })
  return answer
}
