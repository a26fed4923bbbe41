import { readTypedBefore } from "#keep"
import { Failure, fieldOf, type CustomerId, type FieldId } from "#kernel"
import type { Tx } from "#store"
import { keepLock, type FlowPorts, type Run } from "./flow-ports.ts"
import { sitDown, writeShadows, type Desk } from "./shadow.ts"
import { typedInto } from "./typed-into.ts"
import type { Typed } from "./typed-values.ts"

/** What somebody types about a customer. */
export interface Editing {
  readonly customer: string
  readonly field: FieldId
  readonly typed: Typed
}

export interface Edited {
  readonly customer: CustomerId
  /** The number of the edit, by which it is undone; `null` where nothing changed. */
  readonly edit: number | null
}

/**
 * Keeps what a person types as evidence, in the shadow of the customer's oldest record: it follows
 * that record whatever is joined or separated, and outranks what was observed before. An edit is
 * undone by an edit: the field as it was before.
 * @throws Failure "keep/unknown-customer" | "flow/unreadable-value" | "flow/nothing-there" | "cleanse/…"
 */
export async function edit(ports: FlowPorts, run: Run, editing: Editing): Promise<Edited> {
  return ports.store.exclusively(keepLock, () =>
    ports.store.transaction((tx) => editIn(ports, tx, { ...editing, run })),
  )
}

/** As whom somebody types. */
export interface EditingAs extends Editing {
  readonly run: Run
}

/** The same in a transaction of somebody who holds the lock. */
export async function editIn(ports: FlowPorts, tx: Tx, editing: EditingAs): Promise<Edited> {
  const { run, field, typed } = editing
  if (fieldOf(field) === undefined) throw new Failure("cleanse/unknown-field", { field })
  const desk = await sitDown(ports, tx, editing)
  const before = await typedBefore(tx, desk, typed)
  const now = ports.clock.now().getTime()
  const written = typedInto({ desk, field, typed, now, sealer: ports.sealer, before })
  if (written.length === 0) return { customer: desk.customer, edit: null }
  const number = await writeShadows(ports, tx, { run, desk, written })
  const object = `customer ${desk.customer}`
  const action = "before" in typed || "unsay" in typed ? "customer/undo-edit" : "customer/edit"
  await ports.audit.write(tx, { principal: run.principal, action, object, facts: { field } })
  return { customer: desk.customer, edit: number }
}

async function typedBefore(tx: Tx, { shadows }: Desk, typed: Typed) {
  if (!("before" in typed)) return new Map()
  return readTypedBefore(
    tx,
    shadows.map(({ id }) => id),
    typed.before,
  )
}
