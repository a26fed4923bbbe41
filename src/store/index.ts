export { joinStore, openJobs, openStore, type OpenStore } from "./open-store.ts"
export type { Database, Whereabouts } from "./database.ts"
export type { OpenJobs, ReportTrouble } from "./job-queue.ts"
export { follow, type Consumer, type Following } from "./consume.ts"
export { journal } from "./journal.ts"
export {
  forgetKeys,
  withIdempotency,
  type KeptAnswer,
  type RepeatableRequest,
} from "./idempotency.ts"
export type { CopyTarget, CopyValue, Store, Tx } from "./tx.ts"
export { backup, type BackupReport } from "./backup/backup.ts"
export { restore, type RestoreReport } from "./backup/restore.ts"
export { examine } from "./examine.ts"
export { writeParquet, type ParquetColumn, type ParquetTable } from "./parquet.ts"
export { readVitals } from "./vitals.ts"
export { roleStatements } from "./server/connect.ts"
export { removeEmbedded } from "./embedded/remove-embedded.ts"
export type { MirrorColumns, MirrorRow, MirrorValue } from "./mirror/duck.ts"
export { toldIds, type Fed, type Mirrored, type Numbered } from "./mirror/mirrored.ts"
export type { MirrorKind } from "./mirror/kind.ts"
export type { MirrorReading } from "./mirror/reading.ts"
export type { TableComparison } from "./mirror/compare.ts"
export { keepMirror } from "./mirror/keep-mirror.ts"
export { mirrorIn, type Mirror, type MirrorBuilt } from "./mirror/mirror.ts"
export type { MirrorState } from "./mirror/state.ts"
