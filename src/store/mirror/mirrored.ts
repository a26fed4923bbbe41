import type { JournalKind } from "#kernel"
import type { MirrorKind } from "./kind.ts"

/**
 * The ids that the journal told of, for `among` of a table that follows them. A fixed piece of text: the
 * ids themselves travel as a parameter.
 */
export const toldIds =
  // A select of its own, so that the text is taken apart once and not for every row.
  "(select string_to_array(current_setting('zhike.told'), ',')::uuid[])::uuid[]"

/** One dense number for a uuid, given by the mirror: half the work of a join on it, and of a group. */
export interface Numbered {
  /** The column that holds the number. */
  readonly as: string
  /** The column whose uuid it stands for. */
  readonly of: string
}

/** What makes rows of a table old, and which. */
export type Fed =
  /**
   * Entries that name ids: rows that hold one of them in a column of `by`, and rows of the same `key`
   * as one that PostgreSQL finds `among` the told, give way to those.
   */
  | {
      readonly after: "ids"
      readonly by: readonly string[]
      readonly key: string
      readonly among: string
    }
  /** Entries that name a load: its rows give way. `at` sorts them into months, `since` tells late ones. */
  | {
      readonly after: "load"
      readonly load: string
      readonly at: string
      readonly since: string
    }
  /** All rows give way after an entry of that kind, or whenever they differ. */
  | { readonly after: JournalKind | "any" }

/**
 * A table of the mirror, declared by the stage whose view it copies. All texts are fixed: nothing in
 * them comes from outside.
 */
export interface Mirrored {
  /** What the mirror calls it. */
  readonly name: string
  readonly columns: Readonly<Record<string, MirrorKind>>
  /** What has these columns in PostgreSQL, called `t`. */
  readonly from: string
  readonly numbers?: readonly Numbered[]
  readonly fed: Fed
  /** A row of this key that changes in one of these columns makes other tables old: all is built anew. */
  readonly unsettles?: { readonly key: string; readonly columns: readonly string[] }
}
