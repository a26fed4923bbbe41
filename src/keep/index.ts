export { viewsAsOf } from "./as-of.ts"
export { evidence } from "./evidence.store.ts"
export type { SourceStanding } from "./score.ts"
export { keepQuestion, readQuestion, type KeptQuestion } from "./kept-question.store.ts"
export { columnsOf, listColumns, type ListColumn, type ListKind } from "./list-columns.ts"
export {
  failBulkEdit,
  insertBulkEdit,
  listBulkEdits,
  markBulkEdit,
  nextOfBulkEdit,
  readBulkEdit,
  turnBulkEdit,
  unfinishedBulkEdits,
  type BulkEdit,
} from "./bulk-edit.store.ts"
export { changeView, makeView, removeView, type ViewChanges, type ViewPorts } from "./saved-view.ts"
export { readView, readViews, type SavedView, type ViewColumn } from "./saved-view.store.ts"
export { listSorts, type ListSort } from "./list-cursor.ts"
export {
  countCustomers,
  checkAsked,
  listCustomers,
  listSealed,
  type Asked,
  type CustomerLine,
  type CustomerLines,
  type ListRequest,
  type SealedLine,
} from "./list.ts"
export { askEither, type Asking } from "./ask-either.ts"
export { countEither } from "./count-customers.ts"
export { printNumber } from "./number.ts"
export { isFilterable } from "./question/column.ts"
export { planQuestion } from "./question/plan-question.ts"
export type {
  Asker,
  MirrorPrinted,
  Printed,
  Sql,
  TraitKind,
  TraitRows,
} from "./question/printed.ts"
export {
  countTouched,
  markPiece,
  readCustomerIds,
  readCustomers,
  readPieces,
  retireCustomers,
  type Cause,
} from "./customer.store.ts"
export { differingColumns } from "./golden-difference.ts"
export { byBirth, chooseGolden } from "./survivorship.ts"
export { goldenRowOf, type GoldenRow, type KeepRules } from "./golden-row.ts"
export {
  foresee,
  keep,
  tell,
  type EvidenceWrites,
  type KeepPiece,
  type KeepPorts,
  type Kept,
} from "./keep.ts"
export { isLater, liveOf, type Evident, type KeptRecord, type Version } from "./kept-record.ts"
export {
  nextEdit,
  readLatestVersions,
  readLiveOfBatch,
  readMemberships,
  type IdPage,
  readRecords,
  readTypedBefore,
  removeVersionsOf,
  reserveBirths,
} from "./record.store.ts"
export { readEvidenceTable, type Cell, type EvidenceTable } from "./evidence-table.ts"
export { visibleRecords } from "./case.store.ts"
export { readDecisions, type KeptDecision } from "./decisions.ts"
export { readOutlines, type Outline, type OutlineValue } from "./outline.ts"
export { contradictionsIn, type Contradiction } from "./contradictions.ts"
export { countNotes, fileNote, notesOn, unfileNotes } from "./note.store.ts"
export { addNote, changeNote, readNotes, type Note, type NoteChange } from "./notes.ts"
export { readBrief, readBriefs, readVisibleBriefs, type CustomerBrief } from "./brief.ts"
export type { Reader } from "./find-customer.store.ts"
export { readHistory, type Change, type History, type HistoryRequest } from "./history.ts"
export { keepHolding } from "./holding.ts"
export { readJoins, type JoinLink, type Joins } from "./joins.ts"
export type { Member } from "./member.ts"
export { makeSearchable, type MadeSearchable } from "./make-searchable.ts"
export { isSearchBehind } from "./search-words.store.ts"
export { readPage, type Page } from "./page.ts"
export { keepMirrored } from "./mirrored.ts"
export {
  closeUndoAccount,
  foresayUndo,
  openUndoAccount,
  readUndoAccount,
  recordsOfBatch,
  type SaidByBatch,
  type UndoAccount,
} from "./undo-account.store.ts"
export { readUndoneCustomers, type UndoneCustomer } from "./undone.ts"
export { readStanding, type Standing } from "./status.store.ts"
export {
  readTimeline,
  type Timeline,
  type TimelineEvent,
  type TimelineRequest,
} from "./timeline.ts"
export { readWhy, type Candidate, type Why, type WhyPorts, type WhyRequest } from "./why.ts"
