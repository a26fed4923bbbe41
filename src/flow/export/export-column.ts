/** What a row says in a column; several values stay several where the format can say so. */
export type ExportCell = string | number | readonly string[] | null

/**
 * What the cells of a column are. `text` stays text whatever it looks like; `amount` is a decimal
 * number written out; `day` an ISO date that may be partial; `instant` ISO 8601 in UTC.
 */
export type CellKind = "text" | "list" | "number" | "amount" | "day" | "instant"

export interface ExportColumn {
  /** Stable for ever: what programs know it by. */
  readonly name: string
  readonly kind: CellKind
}

export type ExportRow = readonly ExportCell[]

/** Columns of text alone. */
export function texts(names: readonly string[]): readonly ExportColumn[] {
  return names.map((name) => ({ name, kind: "text" }))
}
