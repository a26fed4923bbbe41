export { Composition, Rfm, Trends } from "./analysis.ts"
export { Batch, Dialect, Plan } from "./batch.ts"
export {
  Candidate,
  CustomerPage,
  CustomerRow,
  JoinLink,
  Member,
  Provenance,
  sorts,
  TimelineEvent,
} from "./customer.ts"
export { examples, type Example } from "./examples.ts"
export { Note } from "./note.ts"
export { Task } from "./task.ts"
export { View } from "./view.ts"
export { Source } from "./source.ts"
export { exportPurposes, Question, type ExportFormat, type ExportPurpose } from "#kernel"
export { contract, operations, type Operation } from "./operations.ts"
export { decisionReasons } from "./decision.ts"
