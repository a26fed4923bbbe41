import type { BatchId, Facts, SourceId } from "#kernel"
import type { Dialect } from "./reading/dialect.ts"

export type BatchState =
  | "received"
  | "previewing"
  | "previewed"
  | "importing"
  | "paused"
  | "done"
  | "failed"
  | "cancelled"
  | "undoing"
  | "undone"

export const batchContents = ["people", "organisations", "orders"] as const
export type BatchContent = (typeof batchContents)[number]

/** Where a column goes: a field of the dictionary, a role of an order, or nowhere (it stays in raw). */
export interface ColumnPlan {
  readonly header: string
  readonly field: string | null
  /** 0–1; 1 when a person or a mapping file said so. `last`: as the source was read the last time. */
  readonly confidence: number
  readonly why: "header" | "values" | "both" | "person" | "last" | "none"
}

/** What was decided for the file: collect keeps it and does not look into it. */
export interface BatchPlan {
  readonly content: BatchContent
  readonly source: { readonly name: string; readonly kind: string }
  /** Header of the column that names a row in its source; of an order, the customer's key. */
  readonly key: string | null
  readonly sourceColumn: string | null
  readonly columns: readonly ColumnPlan[]
  readonly dateOrder: "ymd" | "dmy" | "mdy"
  readonly zone: string
  readonly currency: string
}

export interface BatchProgress {
  readonly stage:
    | "reading"
    | "cleansing"
    | "resolving"
    | "keeping"
    | "searching"
    | "undoing"
    | "resting"
  readonly done: number
  readonly total: number | null
  readonly secondsLeft: number | null
}

/** read = accepted + rejected, and accepted = new + changed + same: the database refuses anything else. */
export interface BatchTally {
  readonly read: number
  readonly accepted: number
  readonly new: number
  readonly changed: number
  readonly same: number
  readonly rejected: number
  readonly customers: number
  readonly joined: number
}

export interface BatchFailure {
  readonly code: string
  readonly facts: Facts
}

/** One delivery from a source. */
export interface Batch {
  readonly id: BatchId
  readonly source: {
    readonly id: SourceId
    readonly no: number
    readonly name: string
    readonly kind: string
  }
  readonly content: BatchContent
  readonly fileName: string
  readonly bytes: number
  /** Of the file's bytes, hex. */
  readonly sha256: string
  readonly state: BatchState
  readonly dialect: Dialect
  /** Names of the columns, each once. */
  readonly headers: readonly string[]
  /** Rows that were read, the header not counted. The tally counts them when the work is done. */
  readonly rows: number
  /** `null` until somebody has made one. */
  readonly plan: BatchPlan | null
  readonly progress: BatchProgress
  readonly tally: BatchTally
  /** First of the birth numbers reserved for its rows. */
  readonly birthFrom: number | null
  readonly failure: BatchFailure | null
  readonly principal: string
  readonly created: Date
  readonly started: Date | null
  readonly finished: Date | null
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
  /** The batch whose refused rows it brings again, mended. */
  readonly mends: BatchId | null
}
