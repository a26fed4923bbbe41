import { listAnalyses, readComposition, readRfm, readTrends, runRfm } from "#analyse"
import type { House } from "../compose.ts"
import { os } from "./os.ts"

export function analysisOperations(house: House) {
  const { store } = house
  return {
    list: os.analysis.list.handler(() => store.read(listAnalyses)),
    rfm: os.analysis.rfm.handler(() => store.read(readRfm)),
    runRfm: os.analysis.runRfm.handler(({ input, context }) =>
      runRfm({ ...house, principal: context.principal }, input),
    ),
    composition: os.analysis.composition.handler(({ input, context }) =>
      store.read((tx) => {
        const asker = house.askerOf(context.principal)
        const { clock, dayOf, instantOf } = house
        const request = { ...input, asOf: instantOf(input.asOf) }
        return readComposition(tx, { asker, clock, dayOf }, request)
      }),
    ),
    trends: os.analysis.trends.handler(({ input, context }) =>
      store.read((tx) => {
        const request = { ...input, asOf: house.instantOf(input.asOf) }
        return readTrends(tx, house.askerOf(context.principal), request)
      }),
    ),
  }
}
