import { minorDigits } from "#kernel"
import type { QuintileEdges } from "#stats"
import type { RfmFigures } from "./rfm.store.ts"

/** The figures of a run as they are kept and shown: M in major units of the currency. */
export interface KeptFigures {
  readonly n: number
  readonly currency: string
  readonly edges: Readonly<Record<"R" | "F" | "M", number[]>>
  readonly mean: Readonly<Record<"R" | "F" | "M", number>>
}

export function keepFigures({ n, edges, mean }: RfmFigures, currency: string): KeptFigures {
  const units = 10 ** minorDigits(currency)
  const major = (minors: QuintileEdges) => minors.map((minor) => minor / units)
  return {
    n,
    currency,
    edges: { R: [...edges.R], F: [...edges.F], M: major(edges.M) },
    mean: { ...mean, M: mean.M / units },
  }
}
