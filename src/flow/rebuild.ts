import { readCustomerIds, retireCustomers, tell, type Cause } from "#keep"
import type { CustomerId } from "#kernel"
import type { Crowd } from "#resolve"
import type { Tx } from "#store"
import { keepLock, type FlowPorts, type Run } from "./flow-ports.ts"
import { readRules } from "./keep-rules.ts"
import { stopIfAborted } from "./progress.ts"
import { examine, mendPiece, type Difference, type Examined } from "./rebuild-piece.ts"
import { everybody, pagesOf } from "./whole-base.ts"

export type { Difference } from "./rebuild-piece.ts"

export interface Rebuilt {
  readonly records: number
  readonly customers: number
  /** How many values differ, or differed. */
  readonly differing: number
  /** The first thousand of them. */
  readonly differences: readonly Difference[]
}

/**
 * Makes every membership and every golden value anew from live evidence, links and rules, and says
 * where the tables differ (version and time of change excepted). With `check` nothing is written.
 * Matching is not run again. In pieces of whole components: what was mended before a cut stays, and
 * the rest is mended by starting again.
 */
export async function rebuild(
  ports: FlowPorts,
  run: Run,
  { check }: { readonly check: boolean },
): Promise<Rebuilt> {
  const { store } = ports
  return store.exclusively(keepLock, () =>
    check
      ? store.read((tx) => goThrough(ports, (work) => work(tx), { run }))
      : mend(ports, { run, what: "rebuild" }),
  )
}

async function mend(ports: FlowPorts, choosing: Choosing): Promise<Rebuilt> {
  const { store, audit } = ports
  const { principal } = choosing.run
  const said = { principal, object: "base" }
  await store.transaction((tx) => audit.write(tx, { ...said, action: "base/rebuild" }))
  const answer = await goThrough(ports, store.transaction.bind(store), choosing)
  const facts = { differences: answer.differing }
  await store.transaction((tx) => audit.write(tx, { ...said, action: "base/rebuilt", facts }))
  return answer
}

/** As whom golden values are chosen anew, and why, for the history of customers. */
export interface Choosing {
  readonly run: Run
  /** Absent: nothing is written. */
  readonly what?: string
}

/** Writes what evidence, links and rules make of everybody, where the tables say something else: all in this transaction. */
export async function chooseAnew(ports: FlowPorts, tx: Tx, choosing: Choosing): Promise<Rebuilt> {
  return goThrough(ports, (work) => work(tx), choosing)
}

/** Where the work on a piece is done: in a transaction of its own, or in one that is open. */
type Within = <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>

const usualPieceSize = 5_000

async function goThrough(ports: FlowPorts, within: Within, choosing: Choosing): Promise<Rebuilt> {
  const { run } = choosing
  const { rules, crowd } = await within(async (tx) => {
    return { rules: await readRules(tx), crowd: await everybody(tx) }
  })
  const cause = causeOf(ports, choosing)
  const found = new Found()
  for (const ids of crowd.pieces(run.pieceSize ?? usualPieceSize)) {
    stopIfAborted(run.signal)
    const examined = await within(async (tx) => {
      const seen = await examine(tx, ids, rules)
      if (cause !== undefined) await mendPiece(ports, tx, { examined: seen, rules, cause })
      return seen
    })
    found.add(examined)
  }
  await within((tx) => findStrays(ports, tx, { crowd, found, cause }))
  return { records: crowd.size, ...found.told() }
}

function causeOf({ clock }: FlowPorts, { run, what }: Choosing): Cause | undefined {
  if (what === undefined) return undefined
  return { what, batch: undefined, by: run.principal.id, now: clock.now() }
}

const named = 1_000

/** What was found so far. */
class Found {
  private customers = 0
  private differing = 0
  private readonly differences: Difference[] = []
  private readonly strangers = new Set<CustomerId>()

  add(examined: Pick<Examined, "customers" | "differences" | "strangers">): void {
    this.customers += examined.customers
    this.differing += examined.differences.length
    this.differences.push(...examined.differences.slice(0, named - this.differences.length))
    for (const id of examined.strangers) this.strangers.add(id)
  }

  /** Was it told already, with the records that name it? */
  hasSeen(id: CustomerId): boolean {
    return this.strangers.has(id)
  }

  told(): Omit<Rebuilt, "records"> {
    const { customers, differing, differences } = this
    return { customers, differing, differences }
  }
}

interface Straying {
  readonly crowd: Crowd
  readonly found: Found
  readonly cause: Cause | undefined
}

/** Golden rows that have to do with no live record at all. */
async function findStrays(
  { journal }: FlowPorts,
  tx: Tx,
  { crowd, found, cause }: Straying,
): Promise<void> {
  for await (const page of pagesOf((at) => readCustomerIds(tx, at))) {
    const strays = page.map(({ id }) => id).filter((id) => !crowd.has(id) && !found.hasSeen(id))
    const differences = strays.map((id) => ({ table: "customer" as const, id, column: "id" }))
    found.add({ customers: 0, differences, strangers: [] })
    if (cause === undefined) continue
    await retireCustomers(tx, strays, cause)
    await tell({ tx, journal, cause }, "customer/changed", strays)
  }
}
