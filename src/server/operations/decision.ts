import { join, rebuild, resolveAll, separate, takeDecisionBack } from "#flow"
import { readDecisions } from "#keep"
import type { House } from "../compose.ts"
import { os } from "./os.ts"

/** How many differences an answer names. */
const shown = 100

export function decisionOperations(house: House) {
  return { ...byHand(house), ...ofEverybody(house) }
}

function byHand(house: House) {
  return {
    join: os.decision.join.handler(({ input, context }) => join(house, context, input)),
    separate: os.decision.separate.handler(({ input, context }) => separate(house, context, input)),
    takeBack: os.decision.takeBack.handler(({ input, context }) =>
      takeDecisionBack(house, context, input),
    ),
    list: os.decision.list.handler(({ input, context: { principal } }) =>
      house.store.read(async (tx) => {
        const decisions = await readDecisions(tx, input.customer, principal)
        return decisions.map((each) => ({ ...each, mine: each.by === principal.id }))
      }),
    ),
  }
}

function ofEverybody(house: House) {
  return {
    resolveAll: os.decision.resolveAll.handler(async ({ context }) => {
      const { principal } = context
      return timed(() => resolveAll(house, { principal }))
    }),
    rebuild: os.decision.rebuild.handler(async ({ input, context }) => {
      const { principal } = context
      const done = await timed(() => rebuild(house, { principal }, { check: input.check }))
      const { differences, differing, ...counts } = done
      const where = differences.slice(0, shown).map((difference) => ({ ...difference }))
      return { ...counts, differences: differing, where }
    }),
  }
}

async function timed<Result extends object>(work: () => Promise<Result>) {
  const began = performance.now()
  const done = await work()
  return { ...done, seconds: Math.round(performance.now() - began) / 1000 }
}
