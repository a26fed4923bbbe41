import { sql } from "kysely"
import type { CustomerId } from "#kernel"
import type { Tx } from "#store"
import type { TraitRows } from "./question/printed.ts"

/** What analyses say of a customer: by analysis, by column. */
export type TraitValues = Readonly<Record<string, Readonly<Record<string, string | number>>>>

interface TraitRow {
  readonly customer: CustomerId
  readonly values: Readonly<Record<string, string | number>>
}

/** What the current runs say of these customers, a statement an analysis. */
export async function readTraitValues(
  tx: Tx,
  traits: readonly TraitRows[],
  customers: readonly CustomerId[],
): Promise<ReadonlyMap<CustomerId, TraitValues>> {
  const found = new Map<CustomerId, Record<string, TraitRow["values"]>>()
  for (const { analysis, shown, columns, rows } of traits) {
    if (shown === undefined) continue
    const pairs = columns.map((column) => sql`${sql.lit(column)}, ${sql.ref(`t.${column}`)}`)
    const { rows: read } = await sql<TraitRow>`
      select t.customer, json_build_object(${sql.join(pairs)}) as values
      from ${rows.postgres} t where t.customer = any(${customers}::uuid[])`.execute(
      tx.tables<unknown>(),
    )
    for (const { customer, values } of read)
      found.set(customer, { ...found.get(customer), [analysis]: values })
  }
  return found
}
