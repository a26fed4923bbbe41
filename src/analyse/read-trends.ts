import { askEither, type Asking } from "#keep"
import { asked } from "./composition.ts"
import { amongOf, asOfNow, type Among } from "./read-composition.ts"
import { countBeginnings, countMirroredBeginnings } from "./trends.store.ts"
import { trendsOf, type Beginning, type Step, type Trends } from "./trends.ts"

export interface TrendsRequest extends Among {
  readonly beginning: Beginning
  readonly step: Step
  /** What was known at this instant, not now. */
  readonly asOf?: Date | undefined
}

/** New customers a month or a week. Days are those of the source. */
export async function readTrends(
  asking: Asking,
  { beginning, step, asOf, ...given }: TrendsRequest,
): Promise<Trends> {
  const among = amongOf(given)
  const counted = await askEither(asOfNow(asking, asOf), asked(among, []), {
    inMirror: (reading, where) => countMirroredBeginnings(reading, { beginning, step }, where),
    inStore: (tx, where) => countBeginnings(tx, { beginning, step, asOf }, where),
  })
  return trendsOf(counted, { beginning, step, among })
}
