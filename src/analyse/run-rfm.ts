import { Failure, type Audit, type Clock, type Journal, type Principal } from "#kernel"
import type { Store, Tx } from "#store"
import { openRun, swapIn } from "./model-run.store.ts"
import { readRfm, type RfmPicture } from "./read-rfm.ts"
import { keepFigures } from "./rfm-figures.ts"
import {
  dropOlderRows,
  readCurrency,
  readFigures,
  readLastPurchase,
  scoreMeasures,
  writeMeasures,
} from "./rfm.store.ts"
import { fewestCustomers, rfmDefinition } from "./rfm.ts"

/** All that a run touches; whoever composes the house hands it in. */
export interface RunRfmPorts {
  readonly store: Store
  readonly journal: Journal<Tx>
  readonly audit: Audit<Tx>
  readonly clock: Clock
  readonly principal: Principal
}

const analysis = "rfm"

/**
 * Computes recency, frequency and money anew and makes it the current run, all or nothing.
 * @param asOf ISO day; without it the day of the last order known
 * @throws Failure "analyse/not-enough-data"
 */
export async function runRfm(
  ports: RunRfmPorts,
  { asOf }: { readonly asOf?: string | undefined } = {},
): Promise<RfmPicture> {
  const { store } = ports
  return store.exclusively("analyse rfm", () =>
    store.transaction(async (tx) => {
      const day = asOf ?? (await readLastPurchase(tx)) ?? notEnough()
      const run = await computeRun(tx, ports, day)
      await dropOlderRows(tx, run)
      await tell(tx, ports, { run, asOf: day })
      return readRfm(tx)
    }),
  )
}

async function computeRun(
  tx: Tx,
  { clock, principal }: RunRfmPorts,
  asOf: string,
): Promise<number> {
  const currency = await readCurrency(tx, asOf)
  const id = await openRun(tx, { analysis, definition: rfmDefinition, asOf, principal })
  await writeMeasures(tx, { run: id, asOf, currency })
  const figures = (await readFigures(tx, id)) ?? notEnough()
  await scoreMeasures(tx, id, figures.edges)
  const finished = clock.now()
  await swapIn(tx, { id, analysis }, { figures: keepFigures(figures, currency), finished })
  return id
}

async function tell(
  tx: Tx,
  { journal, audit, principal }: RunRfmPorts,
  facts: { readonly run: number; readonly asOf: string },
): Promise<void> {
  await journal.append(tx, [{ kind: "trait/swapped", ids: [analysis], by: principal.id }])
  await audit.write(tx, {
    principal,
    action: "analysis/run",
    object: `analysis ${analysis}`,
    facts,
  })
}

function notEnough(): never {
  throw new Failure("analyse/not-enough-data", { analysis, fewest: fewestCustomers })
}
