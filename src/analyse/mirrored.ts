import type { Mirrored } from "#store"

const rfm: Mirrored = {
  name: "trait_rfm_view",
  columns: {
    run: "integer",
    customer: "uuid",
    recency_days: "integer",
    frequency: "integer",
    monetary: "bigint",
    currency: "text",
    r: "integer",
    f: "integer",
    m: "integer",
    segment: "text",
    last_purchase: "date",
  },
  from: `(select f.* from trait_rfm f join model_run run on run.id = f.run
    where run.current and run.analysis = 'rfm')`,
  numbers: [{ as: "n", of: "customer" }],
  fed: { after: "trait/swapped" },
}

/** What the mirror copies of analyse: the current run of each analysis. */
export const analyseMirrored: readonly Mirrored[] = [rfm]
