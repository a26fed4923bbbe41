import { dictionary, type CustomerId, type FieldId } from "#kernel"
import type { Tx } from "#store"
import { readCustomers } from "./customer.store.ts"
import type { CustomerTable } from "./keep-tables.ts"
import { readRecords } from "./record.store.ts"
import { shownGolden } from "./shown-golden.ts"
import { readSources } from "./source-names.store.ts"

/** A golden value as it may be shown, and the name of the source whose word counts. */
export interface OutlineValue {
  readonly value: string
  readonly source: string
}

/** What customers look like: their golden values by field, with who says so. Sensitive ones masked. */
export type Outline = ReadonlyMap<FieldId, readonly OutlineValue[]>

export async function readOutlines(
  tx: Tx,
  ids: readonly CustomerId[],
): Promise<ReadonlyMap<CustomerId, Outline>> {
  const rows = await readCustomers(tx, ids)
  const records = await readRecords(
    tx,
    rows.flatMap(({ members }) => members),
  )
  const sources = await readSources(tx)
  const sourceOf = new Map(
    records.map((record) => [String(record.id), sources.get(record.source)?.name ?? ""]),
  )
  return new Map(rows.map((row) => [row.id, outlineOf(row, sourceOf)]))
}

function outlineOf(row: CustomerTable, sourceOf: ReadonlyMap<string, string>): Outline {
  const golden = shownGolden(row)
  const outline = new Map<FieldId, readonly OutlineValue[]>()
  for (const { id } of dictionary) {
    const shown = golden[id]
    if (shown === undefined) continue
    const values = typeof shown === "string" ? [shown] : shown
    const said = values.map((value, at) => {
      const place = row.provenance[id]?.[at]?.record ?? 0
      return { value, source: sourceOf.get(row.members[place] ?? "") ?? "" }
    })
    outline.set(id, said)
  }
  return outline
}
