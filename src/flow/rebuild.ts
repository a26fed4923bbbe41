import {
  differingColumns,
  goldenRowOf,
  keep,
  readCustomersAfter,
  retireCustomers,
  type GoldenRow,
  type KeepRules,
} from "#keep"
import type { CustomerId, LiveRecord } from "#kernel"
import { readAllLinks, type Partition } from "#resolve"
import type { Tx } from "#store"
import { keepLock, type FlowPorts, type Run } from "./flow-ports.ts"
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
  /** Golden rows that nobody's evidence stands behind. */
  readonly orphans: readonly CustomerId[]
  readonly answer: Rebuilt
}

async function rebuilt(tx: Tx): Promise<Scene> {
  const rules = await readRules(tx)
  const records = await readEverybody(tx)
  const partition = partitionOf(records, await readAllLinks(tx))
  const rows = goldenRows(records, partition, rules)
  const customers = rows.size
  const { differences, orphans } = await compare(tx, rows)
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
async function compare(tx: Tx, rows: Map<CustomerId, GoldenRow>) {
  const differences: Difference[] = []
  const orphans: CustomerId[] = []
  const differ = (id: CustomerId, column: string) =>
    differences.push({ table: "customer", id, column })
  for (let last: CustomerId | undefined; ;) {
    const page = await readCustomersAfter(tx, last, pageSize)
    for (const kept of page) {
      const row = rows.get(kept.id)
      rows.delete(kept.id)
      if (row === undefined) orphans.push(kept.id)
      const columns = row === undefined ? ["id"] : differingColumns({ ...kept }, row)
      for (const column of columns) differ(kept.id, column)
    }
    last = page.at(-1)?.id
    if (page.length < pageSize) break
  }
  for (const id of rows.keys()) differ(id, "id")
  return { differences, orphans }
}

async function mend({ clock, journal, audit }: FlowPorts, tx: Tx, { principal }: Run) {
  const { rules, records, partition, orphans, answer } = await rebuilt(tx)
  const wrong = new Set(answer.differences.map(({ id }) => id))
  const isWrong = ({ id, customer }: LiveRecord) =>
    wrong.has(id) || wrong.has(customer) || wrong.has(partition.customerOf.get(id) ?? id)
  const { customerOf } = partition
  const affected = new Set(
    records.filter(isWrong).flatMap(({ id, customer }) => [customer, customerOf.get(id) ?? id]),
  )
  const changes = records
    .filter(({ id, customer }) => affected.has(customer) || affected.has(customerOf.get(id) ?? id))
    .map((record) => ({ id: record.id, before: record, after: { ...record } }))
  const cause = { what: "rebuild", batch: undefined, by: principal.id, now: clock.now() }
  await retireCustomers(tx, orphans, cause)
  const evidence = { born: [], replaced: [], superseded: [], promoted: [] }
  await keep({ tx, rules, journal, cause }, { changes, customerOf, evidence })
  await audit.write(tx, {
    principal,
    action: "base/rebuild",
    object: "base",
    facts: { differences: answer.differences.length },
  })
  return answer
}
