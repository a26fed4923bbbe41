export { evidence, readLiveRecords } from "./evidence.store.ts"
export type { SourceStanding, ScorePart } from "./score.ts"
export {
  chooseGolden,
  rankCandidates,
  survivorshipRules,
  type Choice,
  type Golden,
  type Provenance,
  type RankedCandidate,
  type Won,
} from "./survivorship.ts"
