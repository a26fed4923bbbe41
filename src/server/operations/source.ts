import { readSources, updateSource } from "#collect"
import type { House } from "../compose.ts"
import { os, txOf } from "./os.ts"

export function sourceOperations({ store, audit }: House) {
  return {
    list: os.source.list.handler(async () => {
      const sources = await store.read(readSources)
      return sources.map(showSource)
    }),
    update: os.source.update.handler(async ({ input, context }) => {
      const { source, ...changes } = input
      const tx = txOf(context)
      await updateSource(tx, source, changes)
      await audit.write(tx, {
        principal: context.principal,
        action: "source/update",
        object: `source ${source}`,
        facts: { fields: Object.keys(changes).join(", ") },
      })
      const sources = await readSources(tx)
      const changed = sources.find(({ id }) => id === source)
      if (changed === undefined) throw new Error("a source that was just changed is gone")
      return showSource(changed)
    }),
  }
}

type Source = Awaited<ReturnType<typeof readSources>>[number]

function showSource(source: Source) {
  return {
    id: source.id,
    no: source.no,
    name: source.name,
    kind: source.kind,
    direct: source.direct,
    initiative: source.initiative,
    trust: source.trust,
    purpose: source.purpose,
    lawfulBasis: source.lawfulBasis,
    zone: source.zone,
    created: source.created.toISOString(),
    records: source.records,
    customers: source.customers,
    events: source.events,
    batches: source.batches,
    lastBatch: source.lastBatch?.toISOString() ?? null,
  }
}
