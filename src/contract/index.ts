import { analysis } from "./analysis.ts"
import { batch } from "./batch.ts"
import { customer } from "./customer.ts"
import { decision } from "./decision.ts"
import { question } from "./question.ts"
import { source } from "./source.ts"
import { system } from "./system.ts"

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
export { Source } from "./source.ts"
export { Field, Status } from "./system.ts"
export { Question } from "#kernel"

/** Every operation of the house. Routes, client, command line, reference and rights derive from it. */
export const contract = { analysis, batch, customer, decision, question, source, system }
