import type { Field, LiveRecord } from "#kernel"
import type { Claim } from "./claims.ts"
import { milliLog2 } from "./milli-log2.ts"

/** What survivorship knows of a source. Learnt trust is frozen into it. */
export interface SourceStanding {
  /** 0–1. */
  readonly trust: number
  readonly initiative: "customer" | "us" | "third-party"
  /** Kind `desk`: what people type by hand. */
  readonly kind: string
}

/** Why a candidate has points; texts are `survival.<reason>`. */
export const scoreReasons = [
  "pin",
  "edit",
  "trust",
  "initiative",
  "freshness",
  "agreement",
  "verdict",
  "completeness",
] as const
export type ScoreReason = (typeof scoreReasons)[number]

export interface ScorePart {
  readonly reason: ScoreReason
  readonly points: number
}

export interface Scored extends Claim {
  /** The sum of the parts: thousandths of a step, where a step is twice as credible. */
  readonly score: number
  readonly parts: readonly ScorePart[]
  /** How many independent sources say the same. */
  readonly agreeing: number
}

const dayMs = 86_400_000
/** A hand edit and what was observed after it outrank everything observed before it. */
const editPoints = 1_000_000
/** What is pinned outranks edits and whatever comes later. */
const pinPoints = 10_000_000
const initiativePoints = { customer: 500, us: 0, "third-party": -500 } as const
const doubtPoints = -3_000
const fieldPoints = 300
/** More than eight sources that agree add nothing. */
const agreementCap = 8
const unknownSource: SourceStanding = { trust: 0.5, initiative: "third-party", kind: "" }

interface Question {
  readonly field: Field
  readonly members: readonly LiveRecord[]
  readonly sources: ReadonlyMap<number, SourceStanding>
}

/** Claims with their points, the best first; equal ones by birth, then by place in the record. */
export function scoreClaims(claims: readonly Claim[], question: Question): readonly Scored[] {
  if (claims.length === 0) return []
  const { members } = question
  const context = contextOf(claims, question)
  const scored = claims.map((claim): Scored => {
    const agreeing = context.sourcesSaying.get(claim.says)?.size ?? 1
    const parts = partsOf(claim, question, { ...context, agreeing })
    const score = parts.reduce((sum, { points }) => sum + points, 0)
    return { ...claim, parts, score, agreeing }
  })
  const birthOf = ({ member }: Scored) => members[member]?.birth ?? 0
  return scored.toSorted(
    (one, two) => two.score - one.score || birthOf(one) - birthOf(two) || one.at - two.at,
  )
}

interface Context {
  readonly oldest: number
  readonly lastEdit: number
  readonly sourcesSaying: ReadonlyMap<string, ReadonlySet<number>>
}

function contextOf(claims: readonly Claim[], { field, members, sources }: Question): Context {
  const sourcesSaying = new Map<string, Set<number>>()
  let oldest = Number.MAX_SAFE_INTEGER
  let lastEdit = Number.POSITIVE_INFINITY
  for (const claim of claims) {
    const { member, says } = claim
    const record = members[member]
    if (record === undefined) continue
    const seen = observedOf(claim, record)
    oldest = Math.min(oldest, halfLives(seen, field))
    const saying = sourcesSaying.get(says)
    if (saying === undefined) sourcesSaying.set(says, new Set([record.source]))
    else saying.add(record.source)
    if (sources.get(record.source)?.kind !== "desk") continue
    if (lastEdit === Number.POSITIVE_INFINITY || seen > lastEdit) {
      lastEdit = seen
    }
  }
  return { oldest, lastEdit, sourcesSaying }
}

function partsOf(
  claim: Claim,
  { field, members, sources }: Question,
  context: Context & { readonly agreeing: number },
): readonly ScorePart[] {
  const record = members[claim.member]
  if (record === undefined) return []
  const seen = observedOf(claim, record)
  const standing = sources.get(record.source) ?? unknownSource
  const all: readonly ScorePart[] = [
    { reason: "pin", points: claim.value.p === true ? pinPoints : 0 },
    { reason: "edit", points: editOf(seen, standing, context.lastEdit) },
    { reason: "trust", points: milliLog2(Math.round(standing.trust * 1000)) },
    { reason: "initiative", points: initiativePoints[standing.initiative] },
    { reason: "freshness", points: halfLives(seen, field) - context.oldest },
    { reason: "agreement", points: milliLog2(Math.min(context.agreeing, agreementCap)) },
    { reason: "verdict", points: claim.doubtful ? doubtPoints : 0 },
    { reason: "completeness", points: (claim.filled - 1) * fieldPoints },
  ]
  return all.filter(({ points }) => points !== 0)
}

/** What people typed has a time of its own for each value. */
function observedOf({ value }: Claim, record: LiveRecord): number {
  return value.t ?? record.observed
}

function editOf(seen: number, standing: SourceStanding, lastEdit: number): number {
  const isEdit = standing.kind === "desk" && seen === lastEdit
  return isEdit || seen > lastEdit ? editPoints : 0
}

/** Age in thousandths of the field's half-life, counted from a fixed day: "now" cancels. */
function halfLives(observed: number, { halfLifeDays }: Field): number {
  return Math.floor((Math.floor(observed / 1000) * 1_000_000) / (halfLifeDays * dayMs))
}
