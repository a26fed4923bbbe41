import {
  failBulkEdit,
  insertBulkEdit,
  markBulkEdit,
  nextOfBulkEdit,
  readBulkEdit,
  turnBulkEdit,
  type Asked,
  type Asker,
  type BulkEdit,
} from "#keep"
import { Failure, type CustomerId } from "#kernel"
import type { Tx } from "#store"
import { editIn } from "./edit.ts"
import { keepLock, type FlowPorts, type Run } from "./flow-ports.ts"
import { readTyped } from "./typed-values.ts"

const field = "tags"
/** Customers of one transaction: others who want the lock wait so long at most. */
const portion = 25

export interface Tagging {
  readonly tag: string
  /** Takes it away instead. */
  readonly removes: boolean
  readonly asked: Asked
}

/**
 * Writes down whom a tag is for; `workOnBulkEdit` carries it out.
 * @throws Failure "flow/unreadable-value", "keep/question", "store/unknown-question"
 */
export async function beginTagging(
  { store, audit, sealer, clock }: FlowPorts,
  asker: Asker,
  { tag, removes, asked }: Tagging,
): Promise<BulkEdit> {
  readTyped(tag, { subject: "person", field, now: clock.now().getTime(), sealer })
  return store.transaction(async (tx) => {
    const begun = await insertBulkEdit(tx, asker, { tag, removes, asked })
    await audit.write(tx, {
      principal: asker.principal,
      action: "bulk/tag",
      object: `bulk ${begun.id}`,
      facts: { customers: begun.total, removes },
    })
    return begun
  })
}

/**
 * Wants all of it as it was before, done or still running.
 * @throws Failure "keep/unknown-bulk-edit"
 */
export async function undoBulkEdit(
  { store, audit }: FlowPorts,
  { principal }: Run,
  id: number,
): Promise<BulkEdit> {
  return store.transaction(async (tx) => {
    const { principal: owner } = await readBulkEdit(tx, id)
    if (owner !== principal.id) throw new Failure("keep/unknown-bulk-edit", { bulk: id })
    if (await turnBulkEdit(tx, id, { from: ["running", "done"], to: "undoing" }))
      await audit.write(tx, { principal, action: "bulk/undo", object: `bulk ${id}` })
    return readBulkEdit(tx, id)
  })
}

/**
 * Goes on until what is wanted is done. Cut off anywhere, it goes on with those who are left: what came
 * of each is kept in the transaction that changes it.
 */
export async function workOnBulkEdit(ports: FlowPorts, id: number, run: Run): Promise<void> {
  try {
    while (run.signal?.aborted !== true && (await workOnPortion(ports, id, run)));
  } catch (error) {
    const code = error instanceof Failure ? error.code : "server/unexpected"
    await ports.store.transaction((tx) => failBulkEdit(tx, id, code))
    throw error
  }
}

/** @returns whether there may be more */
async function workOnPortion(ports: FlowPorts, id: number, run: Run): Promise<boolean> {
  return ports.store.exclusively(keepLock, () =>
    ports.store.transaction(async (tx) => {
      const bulk = await readBulkEdit(tx, id)
      if (bulk.state === "running") return changePortion(ports, tx, { bulk, run })
      return bulk.state === "undoing" && takeBackPortion(ports, tx, { bulk, run })
    }),
  )
}

interface Portion {
  readonly bulk: BulkEdit
  readonly run: Run
}

async function changePortion(ports: FlowPorts, tx: Tx, { bulk, run }: Portion): Promise<boolean> {
  const { id, tag, removes } = bulk
  const next = await nextOfBulkEdit(tx, id, { state: "waits", limit: portion })
  if (next.length === 0) return turnBulkEdit(tx, id, { from: ["running"], to: "done" })
  const changed = new Set<CustomerId>()
  for (const customer of next) {
    const typed = removes ? { deny: tag } : { value: tag }
    if (await isChanged(ports, tx, { customer, field, typed, run })) changed.add(customer)
  }
  const same = next.filter((customer) => !changed.has(customer))
  await markBulkEdit(tx, id, { customers: [...changed], state: "changed" })
  await markBulkEdit(tx, id, { customers: same, state: "same" })
  return true
}

/** Only what this edit said is unsaid: what people typed since stays. */
async function takeBackPortion(ports: FlowPorts, tx: Tx, { bulk, run }: Portion): Promise<boolean> {
  const { id, tag } = bulk
  const next = await nextOfBulkEdit(tx, id, { state: "changed", limit: portion })
  if (next.length === 0) return turnBulkEdit(tx, id, { from: ["undoing"], to: "undone" })
  for (const customer of next)
    await isChanged(ports, tx, { customer, field, typed: { unsay: tag }, run })
  await markBulkEdit(tx, id, { customers: next, state: "back" })
  return true
}

/** Somebody who lost all evidence meanwhile is nobody to tag. */
async function isChanged(
  ports: FlowPorts,
  tx: Tx,
  editing: Parameters<typeof editIn>[2],
): Promise<boolean> {
  try {
    return (await editIn(ports, tx, editing)).edit !== null
  } catch (error) {
    if (error instanceof Failure && error.code === "keep/unknown-customer") return false
    throw error
  }
}
