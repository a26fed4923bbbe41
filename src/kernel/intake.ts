import type { BatchId, SourceId } from "./ids.ts"

/** Port: act and govern bring new evidence in through it, by the same way as a file. Flow implements it. */
export interface Intake {
  take(source: SourceId, rows: readonly Readonly<Record<string, string>>[]): Promise<BatchId>
}
