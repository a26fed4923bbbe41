import type { Holding } from "#kernel"
import type { Tx } from "#store"
import { readEventsOfCustomer } from "./event.store.ts"

/** What collect holds of a customer: the facts of all its records. Raw rows are told by keep, as evidence. */
export const collectHolding: Holding<Tx> = {
  stage: "collect",
  describe: async (tx, customer) => {
    const events = await readEventsOfCustomer(tx, customer)
    return events.length === 0
      ? []
      : [{ what: "holding.collect.events", count: events.length, items: events }]
  },
}
