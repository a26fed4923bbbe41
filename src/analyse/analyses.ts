import type { CustomerId, Held, Holding } from "#kernel"
import type { TraitRows } from "#keep"
import type { Tx } from "#store"
import type { Analysis } from "./analysis.ts"
import { readCurrentRuns, type ModelRun } from "./model-run.store.ts"
import { rfmDefinition } from "./rfm.ts"
import { rfmTraits } from "./rfm.store.ts"
import { segments } from "./segment.ts"
import { readTraitValues, type TraitValues } from "./trait.store.ts"

/** The registry: every analysis there is. */
const analyses: readonly Analysis[] = [
  {
    id: "rfm",
    definition: rfmDefinition,
    traits: rfmTraits,
    choices: { segment: segments },
    shown: ["segment", "r", "f", "m", "recency_days", "frequency", "monetary", "currency"],
  },
]

/** What lists may ask of analyses; handed to keep's planner by whoever composes the house. */
export const traitRows: readonly TraitRows[] = analyses.map(({ traits }) => traits)

/** A run as readers know it. */
export interface Run {
  readonly run: number
  readonly analysis: string
  readonly definition: string
  readonly asOf: string
  readonly finished: string | null
}

export function runOf({ id, analysis, definition, asOf, finished }: ModelRun): Run {
  return { run: id, analysis, definition, asOf, finished: finished?.toISOString() ?? null }
}

export interface ListedAnalysis {
  readonly analysis: string
  readonly definition: string
  readonly choices: Record<string, string[]>
  readonly current: Run | null
}

/** Every analysis and its current run. */
export async function listAnalyses(tx: Tx): Promise<ListedAnalysis[]> {
  const runs = await readCurrentRuns(tx)
  return analyses.map(({ id, definition, choices }) => {
    const current = runs.find(({ analysis }) => analysis === id)
    return {
      analysis: id,
      definition,
      choices: Object.fromEntries(
        Object.entries(choices).map(([column, codes]) => [column, [...codes]]),
      ),
      current: current === undefined ? null : runOf(current),
    }
  })
}

/** What the current run of an analysis says of a customer. */
export interface CustomerTraits {
  readonly analysis: string
  readonly run: number
  readonly asOf: string
  readonly values: TraitValues
}

/** The traits of one customer; analyses that say nothing of it are left out. */
export async function readTraits(tx: Tx, customer: CustomerId): Promise<CustomerTraits[]> {
  const found: CustomerTraits[] = []
  for (const { id: run, analysis, asOf } of await readCurrentRuns(tx)) {
    const known = analyses.find(({ id }) => id === analysis)
    const values = known && (await readTraitValues(tx, known, customer))
    if (values !== undefined) found.push({ analysis, run, asOf, values })
  }
  return found
}

/** What analyse holds of a customer: its traits. */
export const analyseHolding: Holding<Tx> = {
  stage: "analyse",
  async describe(tx, customer): Promise<readonly Held[]> {
    const traits = await readTraits(tx, customer)
    if (traits.length === 0) return []
    const items = traits.map(({ values, ...run }) => ({ ...run, ...values }))
    return [{ what: "holding.analyse.traits", count: items.length, items }]
  },
}
