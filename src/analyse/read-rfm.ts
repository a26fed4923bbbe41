import { Failure } from "#kernel"
import type { Tx } from "#store"
import { runOf, type Run } from "./analyses.ts"
import { readCurrentRun } from "./model-run.store.ts"
import type { KeptFigures } from "./rfm-figures.ts"
import { readCells, type RfmCell } from "./rfm.store.ts"
import { segments } from "./segment.ts"

/** The picture of recency, frequency and money of the current run. */
export interface RfmPicture extends KeptFigures {
  readonly run: Run
  readonly cells: RfmCell[]
  readonly segments: SegmentTotal[]
}

interface SegmentTotal {
  readonly segment: string
  readonly customers: number
  readonly minor: number
  /** Of all customers with an order, 0–1. */
  readonly share: number
}

/** @throws Failure "analyse/no-run" */
export async function readRfm(tx: Tx): Promise<RfmPicture> {
  const run = await readCurrentRun<KeptFigures>(tx, "rfm")
  if (run === undefined) throw new Failure("analyse/no-run", { analysis: "rfm" })
  const cells = [...(await readCells(tx, run.id))]
  const { figures } = run
  return { run: runOf(run), ...figures, cells, segments: totalSegments(cells, figures.n) }
}

/** In the order of the catalogue, the best first; segments without customers are left out. */
function totalSegments(cells: readonly RfmCell[], n: number): SegmentTotal[] {
  return segments.flatMap((segment) => {
    const own = cells.filter((cell) => cell.segment === segment)
    if (own.length === 0) return []
    const customers = own.reduce((sum, cell) => sum + cell.customers, 0)
    const minor = own.reduce((sum, cell) => sum + cell.minor, 0)
    return [{ segment, customers, minor, share: customers / n }]
  })
}
