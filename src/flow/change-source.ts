import { standings, updateSource, type Source, type SourceChanges } from "#collect"
import type { SourceId } from "#kernel"
import { keepLock, type FlowPorts, type Run } from "./flow-ports.ts"
import { chooseAnew } from "./rebuild.ts"

/**
 * Changes what is said of a source. Where that has a say in golden values (trust, initiative), they
 * are chosen anew in the same transaction: what is kept is always what the rules make of the evidence.
 * @throws Failure "collect/unknown-source" | "collect/source-name-taken"
 */
export async function changeSource(
  ports: FlowPorts,
  run: Run,
  { source, changes }: { readonly source: SourceId; readonly changes: SourceChanges },
): Promise<Source> {
  return ports.store.exclusively(keepLock, () =>
    ports.store.transaction(async (tx) => {
      const before = await standings(tx)
      const after = await updateSource(tx, source, changes)
      const object = `source ${source}`
      await ports.audit.write(tx, { principal: run.principal, action: "source/update", object })
      if (weighsOtherwise(before.get(after.no), after))
        await chooseAnew(ports, tx, { run, what: "trust" })
      return after
    }),
  )
}

type Weight = Pick<Source, "trust" | "initiative">

function weighsOtherwise(before: Weight | undefined, after: Weight): boolean {
  return before?.trust !== after.trust || before.initiative !== after.initiative
}
