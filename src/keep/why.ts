import { Failure, fieldOf, type FieldId } from "#kernel"
import type { Tx } from "#store"
import { liveMembers, readCase, type Case } from "./case.ts"
import type { Reader } from "./find-customer.store.ts"
import type { SourceStanding } from "./score.ts"
import { rankCandidates, survivorshipRules, type RankedCandidate } from "./survivorship.ts"
import { hasWon, testimonyOf, type Testimony } from "./testimony.ts"

/** A candidate for a golden value: its score is the sum of its parts, higher wins. */
export interface Candidate extends Testimony {
  readonly won: boolean
  readonly score: number
  readonly parts: { readonly reason: string; readonly points: number }[]
  readonly agreeing: number
}

export interface Why {
  readonly field: FieldId
  /** Version of the rules of survivorship. */
  readonly rules: string
  /** Winners first, then by score. */
  readonly candidates: Candidate[]
}

export interface WhyRequest {
  readonly customer: string
  readonly field: FieldId
}

/** By whom and by what a golden value is judged. */
export interface WhyPorts {
  readonly reader: Reader
  /** The standings by which golden values are chosen. */
  readonly standings: ReadonlyMap<number, SourceStanding>
}

/**
 * Why a golden value is what it is. Scores are computed anew, by the rules and standings of now; for a
 * reader of an instant from what was said by then, so that the winner of then, which is told as it was
 * chosen, need not have the highest score.
 * @throws Failure "keep/unknown-customer", "keep/unknown-field"
 */
export async function readWhy(
  tx: Tx,
  { reader, standings }: WhyPorts,
  { customer, field }: WhyRequest,
): Promise<Why> {
  if (fieldOf(field) === undefined) throw new Failure("keep/unknown-field", { field })
  const found = await readCase(tx, customer, reader)
  const candidates = rankCandidates(field, liveMembers(found), standings).flatMap((ranked) =>
    candidateOf(found, field, ranked),
  )
  const winnersFirst = [
    ...candidates.filter(({ won }) => won),
    ...candidates.filter(({ won }) => !won),
  ]
  return { field, rules: survivorshipRules, candidates: winnersFirst }
}

function candidateOf(
  { row, members, sources }: Case,
  field: FieldId,
  { record: live, value, score, parts, agreeing }: RankedCandidate,
): readonly Candidate[] {
  const member = members.find(({ record }) => record.id === live.id)
  if (member === undefined) return []
  const said = { record: member.record, field, value }
  const won = hasWon(row, member.place, said)
  return [{ ...testimonyOf(said, sources), won, score, parts: [...parts], agreeing }]
}
