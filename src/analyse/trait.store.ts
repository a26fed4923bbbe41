import { sql } from "kysely"
import type { CustomerId } from "#kernel"
import type { Tx } from "#store"
import type { Analysis } from "./analysis.ts"

/** What one analysis says of one customer. */
export type TraitValues = Readonly<Record<string, string | number>>

/** `undefined` where the analysis has not run, or not over this customer. */
export async function readTraitValues(
  tx: Tx,
  { traits, shown }: Analysis,
  customer: CustomerId,
): Promise<TraitValues | undefined> {
  const columns = sql.join(shown.map((column) => sql.ref(`t.${column}`)))
  const { rows } = await sql<TraitValues>`
    select ${columns} from ${traits.rows.postgres} t where t.customer = ${customer}`.execute(
    tx.tables<unknown>(),
  )
  return rows[0]
}
