import type { Clock, Question, Subject } from "#kernel"
import { askEither, type Asking } from "#keep"
import { compositionField } from "./composition-field.ts"
import { countMirroredValues, countValues } from "./composition.store.ts"
import { asked, compose, type Composition } from "./composition.ts"

/** Whom it is asked of: nothing given is everyone. */
export interface Among {
  readonly kind?: Subject | undefined
  readonly source?: string | undefined
}

export interface CompositionRequest extends Among {
  readonly by: string
  /** What was known at this instant, not now. */
  readonly asOf?: Date | undefined
}

/** Who asks whom, and what the day is. */
export interface CompositionPorts extends Asking {
  readonly clock: Clock
  /** The calendar day of an instant where the house stands. */
  readonly dayOf: (instant: Date) => string
}

/**
 * Who the customers are, by one thing. As of an instant: who was one then, as they were known then and
 * at the age they had; the questions it answers with are to be asked as of then.
 * @throws Failure "analyse/not-countable"
 */
export async function readComposition(
  { clock, dayOf, ...asking }: CompositionPorts,
  { by, asOf, ...given }: CompositionRequest,
): Promise<Composition & { readonly asOf: string }> {
  const field = compositionField(by)
  const among = amongOf(given)
  const day = dayOf(asOf ?? clock.now())
  const counted = await askEither(asOfNow(asking, asOf), asked(among, []), {
    inMirror: (reading, where) => countMirroredValues(reading, by, where),
    inStore: (tx, where) => countValues(tx, { by, asOf }, where),
  })
  return { ...compose(counted, { field, asOf: day, among }), asOf: day }
}

/** The mirror knows of now only. */
export function asOfNow(asking: Asking, asOf: Date | undefined): Asking {
  return asOf === undefined ? asking : { store: asking.store, asker: asking.asker }
}

export function amongOf({ kind, source }: Among): readonly Question[] {
  return [
    ...(kind === undefined
      ? []
      : [{ is: "compare", field: "kind", by: "=", value: kind } as const]),
    ...(source === undefined ? [] : [{ is: "from-source", source } as const]),
  ]
}
