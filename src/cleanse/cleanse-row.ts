import type { CleanValue, CleanValues, FieldId } from "#kernel"
import { deriveValues } from "./derive.ts"
import type { CleansePlan, FieldPlan } from "./plan.ts"
import { distinct } from "./read-cell.ts"

/** The values of a row, or why it cannot be a record. Texts of the codes: `reason.<code>`. */
export type CleansedRow =
  | { readonly clean: CleanValues; readonly rejected?: never }
  | { readonly rejected: "row/empty"; readonly clean?: never }

const nothing: readonly CleanValue[] = []

/**
 * Cleanses one row. Never throws and drops nothing: what cannot be read is kept as it was written,
 * with the reason. Sensitive values are plain; who stores them seals them. Values of equal writings
 * are shared between rows.
 */
export function cleanseRow(plan: CleansePlan, cells: readonly string[]): CleansedRow {
  const clean: Record<FieldId, readonly CleanValue[]> = {}
  let said = false
  for (const field of plan.fields) {
    const values = readField(field, cells)
    if (values.length === 0) continue
    clean[field.field.id] = values
    said = true
  }
  if (!said) return { rejected: "row/empty" }
  deriveValues(plan.subject, clean)
  return { clean }
}

function readField(
  { at, joined, read }: FieldPlan,
  cells: readonly string[],
): readonly CleanValue[] {
  if (joined) return read(joinCells(at, cells))
  const [first] = at
  if (at.length === 1 && first !== undefined) {
    const cell = cells[first] ?? ""
    return cell === "" ? nothing : read(cell)
  }
  return distinct(at.flatMap((column) => (cells[column] ? read(cells[column]) : nothing)))
}

function joinCells(at: readonly number[], cells: readonly string[]): string {
  const parts: string[] = []
  for (const column of at) {
    const part = (cells[column] ?? "").trim()
    if (part !== "") parts.push(part)
  }
  return parts.join(" ")
}
