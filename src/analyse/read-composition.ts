import type { Clock, Question, Subject } from "#kernel"
import { planQuestion, type Asker } from "#keep"
import type { Tx } from "#store"
import { compositionField } from "./composition-field.ts"
import { countValues } from "./composition.store.ts"
import { asked, compose, type Composition } from "./composition.ts"

/** Whom it is asked of: nothing given is everyone. */
export interface Among {
  readonly kind?: Subject | undefined
  readonly source?: string | undefined
}

export interface CompositionRequest extends Among {
  readonly by: string
  readonly asOf?: string | undefined
}

/** Who asks, and what the day is. */
export interface CompositionPorts {
  readonly asker: Asker
  readonly clock: Clock
}

/**
 * Who the customers are, by one thing. As of a day: those who had arrived by the end of it, at the age
 * they had then; who is whose and what is known of them is always today's.
 * @throws Failure "analyse/not-countable"
 */
export async function readComposition(
  tx: Tx,
  { asker, clock }: CompositionPorts,
  { by, asOf, ...given }: CompositionRequest,
): Promise<Composition & { readonly asOf: string }> {
  const field = compositionField(by)
  const arrived: readonly Question[] =
    asOf === undefined ? [] : [{ is: "range", field: "since", to: asOf }]
  const among = [...amongOf(given), ...arrived]
  const day = asOf ?? dayIn(clock.now())
  const counted = await countValues(tx, by, planQuestion(asked(among, []), asker))
  return { ...compose(counted, { field, asOf: day, among }), asOf: day }
}

export function amongOf({ kind, source }: Among): readonly Question[] {
  return [
    ...(kind === undefined
      ? []
      : [{ is: "compare", field: "kind", by: "=", value: kind } as const]),
    ...(source === undefined ? [] : [{ is: "from-source", source } as const]),
  ]
}

/** The calendar day of an instant where the house stands. */
function dayIn(now: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(now)
}
