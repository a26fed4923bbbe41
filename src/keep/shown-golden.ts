import { dictionary } from "#kernel"
import type { CustomerTable } from "./keep-tables.ts"

/** Golden values by field as anyone who sees the customer may read them: sensitive ones masked. */
export type ShownGolden = Readonly<Record<string, string | string[]>>

/** Sensitive fields and the column that holds their mask. */
const maskColumns: Readonly<Record<string, string>> = { identity_number: "identity_mask" }

export function shownGolden(row: object): ShownGolden {
  const columns = new Map<string, unknown>(Object.entries(row))
  const shown: Record<string, string | string[]> = {}
  for (const { id, sensitive } of dictionary) {
    const value = columns.get(sensitive ? (maskColumns[id] ?? "") : id)
    if (typeof value === "string" && value !== "") shown[id] = value
    if (Array.isArray(value) && value.length > 0) shown[id] = value.map(String)
  }
  return shown
}

/** The name at the top of its page; empty where nobody has said one. */
export function shownName({ kind, name, organisation_name: company }: CustomerTable): string {
  return (kind === "person" ? name : company) ?? name ?? company ?? ""
}
