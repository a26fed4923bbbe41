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
      readComposition(
        { ...house, asker: house.askerOf(context.principal) },
        { ...input, asOf: house.instantOf(input.asOf) },
      ),
    ),
    trends: os.analysis.trends.handler(({ input, context }) =>
      readTrends(
        { ...house, asker: house.askerOf(context.principal) },
        { ...input, asOf: house.instantOf(input.asOf) },
      ),
    ),
  }
}
