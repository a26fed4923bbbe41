import { deliveredKinds, forgetMapping, readSources } from "#collect"
import { changeSource } from "#flow"
import type { House } from "../compose.ts"
import { os, txOf } from "./os.ts"

export function sourceOperations(house: House) {
  const { store } = house
  return {
    list: os.source.list.handler(async () => {
      const sources = await store.read(readSources)
      return sources.map(showSource)
    }),
    kinds: os.source.kinds.handler(() => deliveredKinds.map((kind) => ({ ...kind }))),
    update: os.source.update.handler(async ({ input, context: { principal } }) => {
      const { source, ...changes } = input
      await changeSource(house, { principal }, { source, changes })
      const sources = await store.read(readSources)
      const changed = sources.find(({ id }) => id === source)
      if (changed === undefined) throw new Error("a source that was just changed is gone")
      return showSource(changed)
    }),
    forgetMapping: os.source.forgetMapping.handler(async ({ input, context }) => {
      const tx = txOf(context)
      const { principal } = context
      await forgetMapping(tx, input.source)
      const object = `source ${input.source}`
      await house.audit.write(tx, { principal, action: "source/forget-mapping", object })
      const sources = await readSources(tx)
      const changed = sources.find(({ id }) => id === input.source)
      if (changed === undefined) throw new Error("a source that was just changed is gone")
      return showSource(changed)
    }),
  }
}

type Source = Awaited<ReturnType<typeof readSources>>[number]

/** Written out: rows of the table hold more than the contract promises. */
function showSource(source: Source) {
  const { id, no, name, kind, direct, initiative, trust, purpose, lawfulBasis, zone } = source
  const { records, customers, events, batches } = source
  return {
    id,
    no,
    name,
    kind,
    direct,
    initiative,
    trust,
    purpose,
    lawfulBasis,
    zone,
    records,
    customers,
    events,
    batches,
    remembers: [...source.remembers],
    created: source.created.toISOString(),
    lastBatch: source.lastBatch?.toISOString() ?? null,
  }
}
