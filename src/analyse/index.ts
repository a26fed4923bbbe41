export {
  analyseHolding,
  listAnalyses,
  readTraits,
  traitRows,
  type CustomerTraits,
  type ListedAnalysis,
  type Run,
} from "./analyses.ts"
export type { Analysis } from "./analysis.ts"
export { analyseMirrored } from "./mirrored.ts"
export { readRfm, type RfmPicture } from "./read-rfm.ts"
export { computeRfm, type Purchase, type RfmResult } from "./rfm.ts"
export { figuresOf, measureOnMirror } from "./rfm-mirror.store.ts"
export { runRfm, type RunRfmPorts } from "./run-rfm.ts"
export type { Segment } from "./segment.ts"
export { readRfmRows, type RfmPage, type RfmRow } from "./rfm-rows.store.ts"
export type { BySex, Composition, Group, Share } from "./composition.ts"
export { readComposition, type CompositionRequest } from "./read-composition.ts"
export { readTrends, type TrendsRequest } from "./read-trends.ts"
export type { Period, Trends } from "./trends.ts"
