import { readBrief, unfileNotes } from "#keep"
import { Failure } from "#kernel"
import { readDecided, takeDecidedBack } from "#resolve"
import type { Tx } from "#store"
import { deciding, recordsAround, resolveAround, type Decided, type Found } from "./decide.ts"
import type { FlowPorts, Run } from "./flow-ports.ts"

/** A decision by its number. */
export interface TakingDecisionBack {
  readonly decision: number
  readonly preview: boolean
}

/**
 * Takes a decision back, in any order with others: afterwards customers are as if nobody had made it.
 * Taking it back twice is taking it back once. As with deciding, one must see everybody it is about.
 * @throws Failure "flow/unknown-decision" | "keep/unknown-customer"
 */
export async function takeDecisionBack(
  ports: FlowPorts,
  run: Run,
  { decision, preview }: TakingDecisionBack,
): Promise<Decided> {
  const work = async (tx: Tx): Promise<Found> => {
    const links = await readDecided(tx, decision)
    if (links.length === 0) throw new Failure("flow/unknown-decision", { decision })
    const about = [...new Set(links.flatMap(({ a, b }) => [a, b]))]
    const around = await recordsAround(tx, about)
    for (const customer of new Set(around.map((record) => record.customer)))
      await readBrief(tx, customer, run.principal)
    await takeDecidedBack(tx, decision, ports.clock.now())
    await unfileNotes(tx, decision)
    return { number: decision, about, pieces: await resolveAround(tx, around), against: [] }
  }
  return deciding(ports, run, { preview, what: "take-back", work })
}
