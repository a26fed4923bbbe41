/** Named groups of recency × frequency; texts are `rfm.segment.<id>`. */
export const segments = [
  "champions",
  "loyal",
  "potential",
  "new",
  "promising",
  "needs-attention",
  "about-to-sleep",
  "at-risk",
  "cannot-lose",
  "hibernating",
  "lost",
] as const
export type Segment = (typeof segments)[number]

/**
 * All twenty-five cells: a row for each recency score from 5 (bought lately) to 1, in it the frequency
 * scores 1 to 5. The usual naming of the trade, with the oldest and rarest set apart as lost.
 */
const map: readonly (readonly Segment[])[] = [
  ["new", "potential", "potential", "champions", "champions"],
  ["promising", "potential", "potential", "loyal", "loyal"],
  ["about-to-sleep", "about-to-sleep", "needs-attention", "loyal", "loyal"],
  ["hibernating", "hibernating", "at-risk", "at-risk", "cannot-lose"],
  ["lost", "lost", "at-risk", "at-risk", "cannot-lose"],
]

/** The segment of a cell. @param r recency score, 1–5 @param f frequency score, 1–5 */
export function segmentOf(r: number, f: number): Segment {
  const segment = map[5 - r]?.[f - 1]
  if (segment === undefined) throw new RangeError("scores go from 1 to 5")
  return segment
}

/** The segments of all cells, r from 1 to 5 and in it f from 1 to 5. */
export function segmentsByCell(): readonly Segment[] {
  return map.toReversed().flat()
}
