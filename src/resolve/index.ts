export { unchanged, type Change } from "./change.ts"
export {
  addDecided,
  openDecision,
  readDecided,
  readDecisionsAbout,
  takeDecidedBack,
  tieShadow,
  type DecidedPair,
  type Decision,
  type DecisionLink,
} from "./decision.store.ts"
export { identityOf } from "./identity.ts"
export { keyLinks, type KeyedRecord } from "./key-links.ts"
export { shadowPattern, type Link } from "./link.ts"
export type { ResolvePorts } from "./neighbourhood.ts"
export { memberLimit, partition, type Partition, type PartitionRecord } from "./partition.ts"
export type { ResolvedPiece } from "./pieces.ts"
export { resolve, writeResolved } from "./resolve.ts"
export { addPlan, dropPlan, readPlan, type PlannedPiece } from "./plan.store.ts"
export { Crowd } from "./crowd.ts"
export { Roster } from "./roster.ts"
export {
  linkedPairs,
  readLinks,
  readPeoplesLinks,
  sharedKeys,
  type KeptLink,
} from "./resolve.store.ts"
export { closeRun, openRun, renewLinks } from "./renew.ts"
export { rulesOf } from "./rules.ts"
