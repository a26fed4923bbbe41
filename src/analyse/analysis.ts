import type { TraitRows } from "#keep"

/** One analysis of the house. To add one is to add a value of this shape to the registry. */
export interface Analysis {
  /** Stable for ever; its text is `analysis.<id>`. */
  readonly id: string
  /** Version of its definition: another version may give other numbers for the same facts. */
  readonly definition: string
  /** What lists may ask for. */
  readonly traits: TraitRows
  /** Columns whose values are codes, and these codes, as they are offered; texts are `<id>.<column>.<code>`. */
  readonly choices: Readonly<Record<string, readonly string[]>>
  /** Columns shown of one customer, in order; texts are `trait.<analysis>.<column>`. */
  readonly shown: readonly string[]
}
