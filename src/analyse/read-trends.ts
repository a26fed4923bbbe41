import { planQuestion, type Asker } from "#keep"
import type { Tx } from "#store"
import { asked } from "./composition.ts"
import { amongOf, type Among } from "./read-composition.ts"
import { countBeginnings } from "./trends.store.ts"
import { trendsOf, type Beginning, type Step, type Trends } from "./trends.ts"

export interface TrendsRequest extends Among {
  readonly beginning: Beginning
  readonly step: Step
  /** What was known at this instant, not now. */
  readonly asOf?: Date | undefined
}

/** New customers a month or a week. Days are those of the source. */
export async function readTrends(
  tx: Tx,
  asker: Asker,
  { beginning, step, asOf, ...given }: TrendsRequest,
): Promise<Trends> {
  const among = amongOf(given)
  const where = planQuestion(asked(among, []), asker)
  const counted = await countBeginnings(tx, { beginning, step, asOf }, where)
  return trendsOf(counted, { beginning, step, among })
}
