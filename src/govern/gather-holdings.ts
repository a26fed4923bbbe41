import type { CustomerId, Held, Holding } from "#kernel"
import type { Tx } from "#store"

export interface StageHolding {
  readonly stage: string
  readonly held: readonly Held[]
}

/**
 * What the whole house holds of a customer, stage by stage, in the order in which the stages were
 * handed in. A stage that holds nothing is still named: "nothing" is an answer.
 */
export async function gatherHoldings(
  tx: Tx,
  holdings: readonly Holding<Tx>[],
  customer: CustomerId,
): Promise<readonly StageHolding[]> {
  const gathered: StageHolding[] = []
  // One after the other: they share the transaction's only connection.
  for (const holding of holdings) {
    gathered.push({ stage: holding.stage, held: await holding.describe(tx, customer) })
  }
  return gathered
}
