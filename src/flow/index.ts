export { turnBatch, wantedOf, type BatchTurn } from "./batch-turn.ts"
export { beginTagging, undoBulkEdit, workOnBulkEdit, type Tagging } from "./bulk-edit.ts"
export { cancelBatch, pauseBatch } from "./cancel.ts"
export { decideTask } from "./close-task.ts"
export { rewriteNote, writeNote } from "./notes.ts"
export { checkTyped, type CheckedValue } from "./check-typed.ts"
export { changeSource } from "./change-source.ts"
export { changePlan, guessPlan, type PlanChange } from "./column-plan.ts"
export type { Decided } from "./decide.ts"
export { edit } from "./edit.ts"
export type { FlowPorts, Run } from "./flow-ports.ts"
export { ingest } from "./ingest.ts"
export { join } from "./join.ts"
export { mirrored } from "./mirrored.ts"
export {
  foresightLastsMs,
  tellForeseen,
  tellForesight,
  type ToldForeseen,
  type ToldForesight,
} from "./read-foresight.ts"
export { mend, type MendingRow } from "./mend.ts"
export { preview } from "./preview.ts"
export { rebuild, type Difference, type Rebuilt } from "./rebuild.ts"
export { resolveAll, type ResolvedAll } from "./resolve-all.ts"
export { mendSearch } from "./search-later.ts"
export { separate } from "./separate.ts"
export { takeDecisionBack } from "./take-decision-back.ts"
export { tellUndo, type ToldAccount, type ToldSaying } from "./undo-account.ts"
export { undo } from "./undo.ts"
export { exportWhats, openExport, type ExportWords } from "./export/export.ts"
export { discardBatch } from "./discard.ts"
export { zoneClock, type ZoneClock } from "./zone-clock.ts"
