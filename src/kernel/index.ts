export type { Audit, AuditEntry } from "./audit.ts"
export { systemClock, type Clock } from "./clock.ts"
export { dictionary, fieldOf, fieldsOf, nameFieldOf } from "./dictionary.ts"
export type { CleanValue, CleanValues, Evidence, LiveRecord } from "./evidence.ts"
export { Failure, type Facts, type FailureCode } from "./failure.ts"
export type { Field, FieldId, FieldKind, Subject } from "./field.ts"
export type { Admission, Gate } from "./gate.ts"
export type { Held, Holding } from "./holding.ts"
export {
  BatchId,
  CustomerId,
  NoteId,
  PrincipalId,
  QuestionId,
  RecordId,
  SourceId,
  TaskId,
  ViewId,
} from "./ids.ts"
export type { Intake } from "./intake.ts"
export type { JobRun, Jobs } from "./jobs.ts"
export {
  journalKinds,
  type Journal,
  type JournalEntry,
  type JournalKind,
  type PlacedEntry,
} from "./journal.ts"
export { randomIds, type Ids } from "./make-ids.ts"
export { minorDigits, Money } from "./money.ts"
export type { Outbound } from "./outbound.ts"
export { isPartialDate } from "./partial-date.ts"
export { permissions, type Permission, type Principal } from "./principal.ts"
export {
  exportFormats,
  exportPurposes,
  type ExportFormat,
  type ExportPurpose,
} from "./exporting.ts"
export { Question, type QuestionNode } from "./question.ts"
export type { Sealer } from "./sealer.ts"
export { impossible, judge, valueOf, type Findings, type Verdict } from "./verdict.ts"
