import type { Candidate } from "./asking-customer.ts"

/** What is told when somebody asks why a value is what it is. */
export interface WhyStory {
  readonly chosen: Candidate
  /** Records that say the same, without it. */
  readonly agreeing: readonly Candidate[]
  /** Other values of the field that count as well. */
  readonly alsoKept: readonly Candidate[]
  /** The best of each value that does not count, and how far it lies behind. */
  readonly lost: readonly { readonly candidate: Candidate; readonly behind: number }[]
  readonly answer: Answer
}

/** The sentence on top: `web.why.answer-<kind>`. */
export type Answer =
  | { readonly kind: "only" | "birth" }
  | { readonly kind: "agreed"; readonly count: number }
  | { readonly kind: "many"; readonly place: number }
  | { readonly kind: "lead"; readonly reasons: readonly string[] }

/**
 * Tells the story of one golden value. `place` is its place among the golden values of its field; of
 * an address no value is compared, the record that won it answers.
 * @returns `undefined` where nobody says it any more
 */
export function storyOf(candidates: readonly Candidate[], place: number): WhyStory | undefined {
  const sides = bestOfEach(candidates)
  const kept = sides.filter(({ won }) => won)
  const chosen = kept[place] ?? kept[0]
  if (chosen === undefined) return undefined
  const others = candidates.filter(({ value }) => value !== chosen.value)
  return {
    chosen,
    agreeing: candidates.filter(
      ({ value, record }) => value === chosen.value && record !== chosen.record,
    ),
    alsoKept: kept.filter((one) => one !== chosen),
    lost: sides
      .filter(({ won }) => !won)
      .map((candidate) => ({ candidate, behind: candidate.score - chosen.score })),
    answer: answerOf({ chosen, others, candidates, kept, place }),
  }
}

/** The first of each value: candidates come best first. */
function bestOfEach(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Map<string | null, Candidate>()
  for (const candidate of candidates) {
    const known = seen.get(candidate.value)
    if (known === undefined || (!known.won && candidate.won)) seen.set(candidate.value, candidate)
  }
  return [...seen.values()]
}

interface Field {
  readonly chosen: Candidate
  readonly others: readonly Candidate[]
  readonly candidates: readonly Candidate[]
  readonly kept: readonly Candidate[]
  readonly place: number
}

function answerOf({ chosen, others, candidates, kept, place }: Field): Answer {
  if (candidates.length === 1) return { kind: "only" }
  if (others.length === 0) return { kind: "agreed", count: candidates.length }
  if (kept.length > 1) return { kind: "many", place: place + 1 }
  const reasons = leadsOver(chosen, others)
  return reasons.length === 0 ? { kind: "birth" } : { kind: "lead", reasons }
}

/** What sets it apart from the best of those who say otherwise: the two largest leads. */
function leadsOver(chosen: Candidate, others: readonly Candidate[]): readonly string[] {
  const [best] = others.toSorted((one, other) => other.score - one.score)
  if (best === undefined) return []
  return [...new Set([...chosen.parts, ...best.parts].map(({ reason }) => reason))]
    .map((reason) => ({ reason, lead: pointsOf(chosen, reason) - pointsOf(best, reason) }))
    .filter(({ lead }) => lead > 0)
    .toSorted((one, other) => other.lead - one.lead)
    .slice(0, 2)
    .map(({ reason }) => reason)
}

function pointsOf({ parts }: Candidate, wanted: string): number {
  return parts.find(({ reason }) => reason === wanted)?.points ?? 0
}

/** Thousandths of a bit as bits with their sign: +1.2, −0.6. */
export function printBits(points: number): string {
  const bits = Math.round(points / 100) / 10
  const sign = bits < 0 ? "−" : "+"
  return `${sign}${Math.abs(bits).toFixed(1)}`
}
