import { closeTask, findTask } from "#act"
import { readBrief } from "#keep"
import type { TaskId } from "#kernel"
import type { Tx } from "#store"
import { editIn, type Edited } from "./edit.ts"
import { keepLock, type FlowPorts, type Run } from "./flow-ports.ts"

/** A task and what somebody decided: to take the new value, or to keep what was typed. */
export interface ClosingTask {
  readonly task: TaskId
  readonly outcome: "take" | "keep"
}

/**
 * Closes a task by an edit, and says by which: undoing that edit opens the question again.
 * @throws Failure "act/unknown-task" | "keep/unknown-customer" | "flow/nothing-there"
 */
export async function decideTask(
  ports: FlowPorts,
  run: Run,
  { task, outcome }: ClosingTask,
): Promise<Edited> {
  const work = async (tx: Tx): Promise<Edited> => {
    const { customer, field, evidence } = await findTask(tx, task)
    await readBrief(tx, customer, run.principal)
    const typed = outcome === "take" ? { from: evidence } : { confirm: true as const }
    const edited = await editIn(ports, tx, { customer, field, typed, run })
    const { principal } = run
    await closeTask(tx, task, { outcome, by: principal.id, now: ports.clock.now() })
    const object = `task ${task}`
    await ports.audit.write(tx, { principal, action: `task/${outcome}`, object, facts: { field } })
    await ports.journal.append(tx, [{ kind: "task/changed", ids: [task], by: principal.id }])
    return edited
  }
  return ports.store.exclusively(keepLock, () => ports.store.transaction(work))
}
