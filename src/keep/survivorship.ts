import {
  fieldOf,
  fieldsOf,
  type CleanValue,
  type Field,
  type FieldId,
  type LiveRecord,
  type Subject,
} from "#kernel"
import { claimsOf, deniedOf, firstUsable, groupClaimsOf } from "./claims.ts"
import { scoreClaims, scoreReasons, type Scored, type SourceStanding } from "./score.ts"

/** Version of the rules below, told with every "why?". */
export const survivorshipRules = "1"

/** A customer keeps at most so many values of a field that may have several. */
const manyLimit = 20

/** The golden values by field, in the order of the dictionary; fields nobody knows are absent. */
export type Golden = Readonly<Record<FieldId, readonly CleanValue[]>>

/** Who won a golden value: place among the members (by birth), and what decided; `survival.<rule>`. */
export interface Won {
  readonly record: number
  readonly rule: string
}

/** One entry for each golden value, in their order. */
export type Provenance = Readonly<Record<FieldId, readonly Won[]>>

export interface Choice {
  readonly golden: Golden
  readonly provenance: Provenance
}

type Sources = ReadonlyMap<number, SourceStanding>

/** Members in the order in which they are kept: the oldest, who names the customer, first. */
export function byBirth(members: readonly LiveRecord[]): readonly LiveRecord[] {
  return members.length < 2 ? members : members.toSorted((one, two) => one.birth - two.birth)
}

/**
 * The golden values of a customer and why each is what it is: a function of its records and of what
 * is known of their sources, and of nothing else. The order of `members` does not matter.
 */
export function chooseGolden(members: readonly LiveRecord[], sources: Sources): Choice {
  const sorted = byBirth(members)
  const [alone, ...others] = sorted
  const plain = alone !== undefined && others.length === 0 ? chooseAlone(alone) : undefined
  if (plain !== undefined) return plain
  return chooseAmong(sorted, sources)
}

function chooseAmong(sorted: readonly LiveRecord[], sources: Sources): Choice {
  const golden: Record<FieldId, readonly CleanValue[]> = {}
  const provenance: Record<FieldId, readonly Won[]> = {}
  const grouping = { sorted, sources, groups: new Map<string, Winner | undefined>() }
  for (const field of knownFields(sorted)) {
    const chosen = choose(field, grouping)
    if (chosen.length === 0) continue
    golden[field.id] = chosen.map(({ value }) => value)
    provenance[field.id] = chosen.map(({ record, rule }) => ({ record, rule }))
  }
  return { golden, provenance }
}

const nobodyElse: readonly Won[] = [{ record: 0, rule: "only" }]
const provenanceAlone = new Map<string, Provenance>()

/**
 * Most customers have one record, and most fields one value: there is nothing to weigh. The answer is
 * that of `chooseAmong`, with a provenance that all such customers share; `undefined` where a field
 * has several values.
 */
function chooseAlone({ subject, clean }: LiveRecord): Choice | undefined {
  const golden: Record<FieldId, readonly CleanValue[]> = {}
  let known = ""
  for (const { id } of fieldsBySubject[subject]) {
    const values = clean[id]
    if (values === undefined || values.length === 0) continue
    const [value] = values
    if (values.length > 1) return undefined
    if (value?.v === undefined || value.k === "denied" || value.k === "impossible") continue
    golden[id] = values
    known += `${id} `
  }
  const provenance = provenanceAlone.get(known) ?? allAlone(Object.keys(golden))
  provenanceAlone.set(known, provenance)
  return { golden, provenance }
}

function allAlone(fields: readonly FieldId[]): Provenance {
  return Object.fromEntries(fields.map((field) => [field, nobodyElse]))
}

function choose(field: Field, grouping: Grouping): readonly Chosen[] {
  return field.group === undefined
    ? chooseField(field, grouping.sorted, grouping.sources)
    : chooseInGroup(field, grouping)
}

interface Chosen extends Won {
  readonly value: CleanValue
}

/** A candidate for a golden value, as it is shown to whoever asks why. */
export interface RankedCandidate extends Scored {
  readonly record: LiveRecord
}

/**
 * Every candidate for a field with its score and named parts, the best first. Fields of a group are
 * ranked as the group: the first candidate may be of a record that wins without being the newest.
 */
export function rankCandidates(
  field: FieldId,
  members: readonly LiveRecord[],
  sources: Sources,
): readonly RankedCandidate[] {
  const declared = fieldOf(field)
  if (declared === undefined) return []
  const sorted = byBirth(members)
  const ranked: RankedCandidate[] = []
  for (const scored of rank(declared, sorted, sources)) {
    const record = sorted[scored.member]
    if (record === undefined) continue
    const value = declared.group === undefined ? scored.value : valueIn(record, field, sorted)
    if (value !== undefined) ranked.push({ ...scored, value, record })
  }
  return ranked
}

function rank(field: Field, members: readonly LiveRecord[], sources: Sources): readonly Scored[] {
  const claims =
    field.group === undefined ? claimsOf(field, members) : groupClaimsOf(field.group, members)
  return scoreClaims(claims, { field, members, sources })
}

function valueIn(record: LiveRecord, field: FieldId, members: readonly LiveRecord[]) {
  return firstUsable(record, field, deniedOf(field, members))
}

/** Fields that any member says something of, in the order of the dictionary. */
function knownFields(members: readonly LiveRecord[]): readonly Field[] {
  const fields = fieldsBySubject[subjectOf(members)]
  return fields.filter(({ id }) => members.some(({ clean }) => clean[id] !== undefined))
}

const fieldsBySubject = {
  person: fieldsOf("person"),
  organisation: fieldsOf("organisation"),
} as const

/** A customer is what its oldest record is. */
export function subjectOf(members: readonly LiveRecord[]): Subject {
  return members[0]?.subject ?? "person"
}

function chooseField(field: Field, members: readonly LiveRecord[], sources: Sources): Chosen[] {
  const ranked = rank(field, members, sources)
  if (field.many) return chooseMany(ranked)
  const [first] = ranked
  if (first === undefined) return []
  return [{ value: first.value, record: first.member, rule: decisive(first, ranked) }]
}

/** Distinct values, the most credible first. One in doubt is taken only where there is no other. */
function chooseMany(ranked: readonly Scored[]): Chosen[] {
  const best = new Map<string, Scored>()
  for (const scored of ranked) if (!best.has(scored.says)) best.set(scored.says, scored)
  const distinct = [...best.values()]
  const sure = distinct.filter(({ doubtful }) => !doubtful)
  const rule = distinct.length === 1 ? "only" : "union"
  return (sure.length > 0 ? sure : distinct)
    .slice(0, manyLimit)
    .map(({ value, member }) => ({ value, record: member, rule }))
}

type Winner = { readonly member: number; readonly rule: string }
interface Grouping {
  readonly sorted: readonly LiveRecord[]
  readonly sources: Sources
  readonly groups: Map<string, Winner | undefined>
}

/** One record gives all fields of a group: an address is never put together from two. */
function chooseInGroup(field: Field, { sorted, sources, groups }: Grouping): Chosen[] {
  const group = field.group
  if (group === undefined) return []
  if (!groups.has(group)) {
    const ranked = rank(field, sorted, sources)
    const [first] = ranked
    groups.set(group, first && { member: first.member, rule: decisive(first, ranked) })
  }
  const winner = groups.get(group)
  const record = winner && sorted[winner.member]
  const value = record && valueIn(record, field.id, sorted)
  return winner && value ? [{ value, record: winner.member, rule: winner.rule }] : []
}

/** What set the winner apart from the best of those who say something else. */
function decisive(first: Scored, ranked: readonly Scored[]): string {
  const other = ranked.find(({ says }) => says !== first.says)
  if (other === undefined) return ranked.length === 1 ? "only" : "agreed"
  let rule = "birth"
  let most = 0
  for (const reason of scoreReasons) {
    const lead = pointsOf(first, reason) - pointsOf(other, reason)
    if (lead <= most) continue
    rule = reason
    most = lead
  }
  return rule
}

function pointsOf({ parts }: Scored, wanted: string): number {
  return parts.find(({ reason }) => reason === wanted)?.points ?? 0
}
