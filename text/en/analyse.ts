import type { analyse as source } from "../zh/analyse.ts"

export const analyse: Readonly<Record<keyof typeof source, string>> = {
  "failure.analyse/no-run": "This analysis has not been run yet. Run it once, then look again.",
  "failure.analyse/not-enough-data":
    "Not enough data: up to that day fewer than {fewest} customers have ordered. Choose another day, or import orders first.",
  "holding.analyse.traits": "Computed traits",
  "analysis.rfm": "Recency, frequency, money (RFM)",
  "analysis.rfm.how":
    "As of a day: R is days since the last purchase, F the days with a purchase, M the sum spent (less refunds, in the most used currency). Each is cut into fifths of the customers and scored 1 to 5, 5 is best; equal values get equal scores.",
  "trait.rfm.segment": "Purchase segment",
  "trait.rfm.r": "R score",
  "trait.rfm.f": "F score",
  "trait.rfm.m": "M score",
  "trait.rfm.recency_days": "Days since last purchase",
  "trait.rfm.frequency": "Purchase days",
  "trait.rfm.monetary": "Total spent",
  "trait.rfm.currency": "Currency",
  "trait.rfm.last_purchase": "Last purchase",
  "rfm.segment.champions": "Champions",
  "rfm.segment.loyal": "Loyal",
  "rfm.segment.potential": "Potential loyalists",
  "rfm.segment.new": "New",
  "rfm.segment.promising": "Promising",
  "rfm.segment.needs-attention": "Need attention",
  "rfm.segment.about-to-sleep": "About to sleep",
  "rfm.segment.at-risk": "At risk",
  "rfm.segment.cannot-lose": "Cannot lose",
  "rfm.segment.hibernating": "Hibernating",
  "rfm.segment.lost": "Lost",
}
