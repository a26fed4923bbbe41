import { distribution as ours, type Distribution } from "./distribution.ts"
import { readTables, type ForeignKey } from "./sql-tables.ts"

/** Schema of the queue's library, which stays on one machine. */
const guests = /^job\./

/**
 * Would these migrations also do on several machines? Every table says how it is distributed, every
 * unique key contains the column it is distributed by, and no foreign key leads from one machine to another.
 */
export function migrationFaults(
  sql: string,
  distribution: Readonly<Record<string, Distribution>> = ours,
): readonly string[] {
  return readTables(sql).flatMap((statement) => {
    if (guests.test(statement.table)) return []
    const lies = distribution[statement.table]
    if (statement.is === "table" && lies === undefined) {
      return [`${statement.table} does not say in tools/distribution.ts how it is distributed`]
    }
    if (statement.is === "foreign") return foreignFaults(statement, distribution)
    if (
      statement.is !== "unique" ||
      typeof lies !== "object" ||
      statement.columns.includes(lies.by)
    )
      return []
    return [
      `${statement.table}: unique (${statement.columns.join(", ")}) lacks ${lies.by}, by which it is distributed`,
    ]
  })
}

function foreignFaults(
  { table, columns, target, targetColumns }: ForeignKey,
  distribution: Readonly<Record<string, Distribution>>,
): readonly string[] {
  const [from, to] = [distribution[table], distribution[target]]
  // Reference tables lie on every machine; coordinator tables all lie on the same.
  if (to === "reference" && from !== "coordinator") return []
  if (from === to && to === "coordinator") return []
  if (typeof from === "object" && typeof to === "object") {
    const targets = targetColumns.length > 0 ? targetColumns : [to.by]
    const place = columns.indexOf(from.by)
    if (place >= 0 && targets[place] === to.by) return []
  }
  return [`${table} (${columns.join(", ")}) refers to ${target}, which can lie on another machine`]
}
