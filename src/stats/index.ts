export { mean } from "./mean.ts"
export { quantile, quantiles } from "./quantile.ts"
export {
  edgesOf,
  quintileEdge,
  quintileEdges,
  quintileRanks,
  quintileScore,
  type EdgeRank,
  type QuintileEdges,
} from "./quintile.ts"
