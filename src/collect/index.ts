export {
  batchContents,
  type Batch,
  type BatchContent,
  type BatchFailure,
  type BatchPlan,
  type BatchProgress,
  type BatchState,
  type BatchTally,
  type ColumnPlan,
} from "./batch.ts"
export {
  countBatches,
  listBatches,
  listForgettable,
  readBatch,
  updateBatch,
  type BatchChanges,
} from "./batch.store.ts"
export { byteOrderMark, csvLine, guardedText, type CsvCell } from "./csv-line.ts"
export {
  type FieldForesight,
  type Foreseen,
  type ForeseenKind,
  type Foresight,
  type ReasonForesight,
} from "./foresight.ts"
export {
  clearForesight,
  forgetForesights,
  readForeseen,
  readForesight,
  writeForesight,
  type ForeseenPage,
  type FoundForesight,
} from "./foresight.store.ts"
export { markMending, readRejectedRows, type MendedRow, type RejectedRow } from "./mending.store.ts"
export { rawRows, rawRowsAt, type RawPorts } from "./raw-chunk.store.ts"
export type { RawChunk, RawRow } from "./raw-chunk.ts"
export type { Dialect, Encoding } from "./reading/dialect.ts"
export { receive, type Delivery, type ReceivePorts } from "./receive.ts"
export {
  clearRejections,
  readRejections,
  rejectRows,
  type NewRejection,
  type Rejection,
} from "./rejection.store.ts"
export { sampleOf, type Sample } from "./sample.ts"
export { deliveredKinds, sourceKinds, type Initiative, type SourceKind } from "./source-kinds.ts"
export {
  ensureDesk,
  ensureSource,
  forgetMapping,
  readMapping,
  readSources,
  rememberMapping,
  standings,
  updateSource,
  type Source,
  type SourceChanges,
  type SourceStanding,
  type SourceWithYield,
} from "./source.store.ts"
export { writeRejectedCsv, type RejectedWords } from "./write-rejected-csv.ts"
export { contentKeys, eventKey } from "./event-key.ts"
export {
  closeLoad,
  ensureEventMonths,
  fileEvents,
  identityOf,
  liveEventCounts,
  openLoad,
  readKnownEvents,
  recordsOfLoad,
  undoLoad,
  type EventPayload,
  type FiledEvent,
  type Load,
} from "./event.store.ts"
export { collectHolding } from "./holding.ts"
export { collectMirrored } from "./mirrored.ts"
export { removeBatch } from "./remove-batch.store.ts"
