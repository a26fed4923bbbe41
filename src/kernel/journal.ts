import type { PrincipalId } from "./ids.ts"

export const journalKinds = [
  "record/changed",
  "customer/changed",
  "load/added",
  "load/grown",
  "load/undone",
  "link/changed",
  "note/changed",
  "task/changed",
  "trait/swapped",
] as const
export type JournalKind = (typeof journalKinds)[number]

/** What happened, by ids only: a reader asks for the values and gets those it may see. */
export interface JournalEntry {
  readonly kind: JournalKind
  readonly ids: readonly string[]
  readonly batch?: number
  readonly by: PrincipalId
}

/** An entry in its final place: positions have no gaps and follow the order of commits. */
export interface PlacedEntry extends JournalEntry {
  readonly position: number
  readonly at: Date
}

/** Port: an ordered, gapless feed. Writers append in their transaction; one sequencer gives positions. */
export interface Journal<Tx> {
  append(tx: Tx, entries: readonly JournalEntry[]): Promise<void>
  /** At most `limit` entries after a position, in order. */
  after(tx: Tx, position: number, limit: number): Promise<readonly PlacedEntry[]>
}
