import { readSources } from "#collect"
import { changeSource } from "#flow"
import type { House } from "../compose.ts"
import { os } from "./os.ts"

export function sourceOperations(house: House) {
  const { store } = house
  return {
    list: os.source.list.handler(async () => {
      const sources = await store.read(readSources)
      return sources.map(showSource)
    }),
    update: os.source.update.handler(async ({ input, context: { principal } }) => {
      const { source, ...changes } = input
      await changeSource(house, { principal }, { source, changes })
      const sources = await store.read(readSources)
      const changed = sources.find(({ id }) => id === source)
      if (changed === undefined) throw new Error("a source that was just changed is gone")
      return showSource(changed)
    }),
  }
}

type Source = Awaited<ReturnType<typeof readSources>>[number]

function showSource({ created, lastBatch, ...source }: Source) {
  return {
    ...source,
    created: created.toISOString(),
    lastBatch: lastBatch?.toISOString() ?? null,
  }
}
