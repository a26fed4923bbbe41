export { Rfm } from "./analysis.ts"
export { Batch, BatchState, ColumnPlan, Content, Dialect, Plan, Progress, Tally } from "./batch.ts"
export {
  Candidate,
  CustomerPage,
  CustomerRow,
  Golden,
  JoinLink,
  Member,
  Provenance,
  sorts,
  TimelineEvent,
} from "./customer.ts"
export { examples, type Example } from "./examples.ts"
export { Source } from "./source.ts"
export { Field, Status } from "./system.ts"
export { Question } from "#kernel"
export { contract, operations, type Operation } from "./operations.ts"
