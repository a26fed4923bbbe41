import type { BatchPlan, ColumnPlan } from "#collect"

/** Files of so many known columns are of the kind that is remembered. */
const leastKnownShare = 0.5

/**
 * A guess corrected by how the last file of the source was read, where this one has the same or similar
 * columns: known ones go where they went, new ones as they were guessed. Nothing where it is another kind.
 */
export function rememberedPlan(guess: BatchPlan, last: BatchPlan): BatchPlan | undefined {
  const known = new Map(last.columns.map((column) => [column.header, column]))
  const columns = guess.columns.map((column) => asLastTime(column, known.get(column.header)))
  const remembered = columns.filter(({ why }) => why === "last")
  if (remembered.length < columns.length * leastKnownShare) return undefined
  const headers = new Set(columns.map(({ header }) => header))
  const column = (header: string | null) => (header !== null && headers.has(header) ? header : null)
  return {
    ...guess,
    columns,
    key: column(last.key) ?? (last.key === null ? null : guess.key),
    sourceColumn: column(last.sourceColumn),
    dateOrder: last.dateOrder,
    zone: last.zone,
    currency: last.currency,
  }
}

function asLastTime(guess: ColumnPlan, last: ColumnPlan | undefined): ColumnPlan {
  if (last === undefined) return guess
  return { header: guess.header, field: last.field, confidence: 1, why: "last" }
}
