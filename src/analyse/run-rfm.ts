import { Failure, type Audit, type Clock, type Journal, type Principal } from "#kernel"
import type { Mirror, Store, Tx } from "#store"
import { openRun, swapIn } from "./model-run.store.ts"
import { readRfm, type RfmPicture } from "./read-rfm.ts"
import { keepFigures, type KeptFigures } from "./rfm-figures.ts"
import { figuresOf, measureOnMirror, writeScored, type Measures } from "./rfm-mirror.store.ts"
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
  /** Asked first; where it is not in step, the store computes the same. */
  readonly mirror?: Pick<Mirror, "inStep"> | undefined
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
  const { store, mirror } = ports
  return store.exclusively("analyse rfm", async () => {
    const measures = await mirror?.inStep((reading) => measureOnMirror(reading, asOf), patienceMs)
    return store.transaction(async (tx) => {
      const day = asOf ?? measures?.asOf ?? (await readLastPurchase(tx)) ?? notEnough()
      const run = await openRun(tx, {
        analysis,
        definition: rfmDefinition,
        asOf: day,
        principal: ports.principal,
      })
      const figures =
        measures === undefined
          ? await computeInStore(tx, run, day)
          : await keepMeasures(tx, run, measures)
      await swapIn(tx, { id: run, analysis }, { figures, finished: ports.clock.now() })
      await dropOlderRows(tx, run)
      await tell(tx, ports, { run, asOf: day })
      return readRfm(tx)
    })
  })
}

const patienceMs = 5_000

async function computeInStore(tx: Tx, run: number, asOf: string): Promise<KeptFigures> {
  const currency = await readCurrency(tx, asOf)
  await writeMeasures(tx, { run, asOf, currency })
  const figures = (await readFigures(tx, run)) ?? notEnough()
  await scoreMeasures(tx, run, figures.edges)
  return keepFigures(figures, currency)
}

async function keepMeasures(tx: Tx, run: number, measures: Measures): Promise<KeptFigures> {
  const figures = figuresOf(measures) ?? notEnough()
  await writeScored(tx, run, { measures, figures })
  return keepFigures(figures, measures.currency)
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
