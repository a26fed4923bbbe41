import {
  dictionary,
  type CleanValue,
  type CustomerId,
  type Field,
  type FieldId,
  type LiveRecord,
  type RecordId,
} from "#kernel"
import type { Tx } from "#store"
import type { MovedRecord } from "./affected.ts"
import { deniedOf, saysOf } from "./claims.ts"
import { readSaidUntil } from "./record.store.ts"
import type { SourceStanding } from "./score.ts"

/** From here on the word of a source is worth asking a person about. */
const trustWorthAsking = 0.6

/** Later evidence that a trusted source holds against what a person typed. */
export interface Contradiction {
  /** The shadow that holds what was typed. */
  readonly record: RecordId
  readonly field: FieldId
  /** The record that says otherwise, and the batch that brought it. */
  readonly evidence: RecordId
  readonly batch: number
}

/** What changed about customers, and by which standings golden values are chosen. */
export interface Contradicting {
  readonly changes: readonly MovedRecord[]
  readonly customerOf: ReadonlyMap<RecordId, CustomerId>
  readonly sources: ReadonlyMap<number, SourceStanding>
}

export interface Contradicted {
  /** Every shadow that was looked at: what is not found about it is so no more. */
  readonly shadows: readonly RecordId[]
  readonly found: readonly Contradiction[]
}

type Suspect = Contradiction & { readonly says: string; readonly typedAt: number }

/**
 * Where a trusted source says something else, and something new, after a person typed a value. What
 * is pinned is asked about by nobody, and a value that was denied contradicts nothing. Customers about
 * whom nobody typed anything cost nothing.
 */
export async function contradictionsIn(tx: Tx, at: Contradicting): Promise<Contradicted> {
  const { sources, changes, customerOf } = at
  const isShadow = ({ source }: LiveRecord) => sources.get(source)?.kind === "desk"
  const live = changes.flatMap(({ after }) => after ?? [])
  const shadows = live.filter(isShadow)
  if (shadows.length === 0) return { shadows: [], found: [] }
  const wanted = new Set(shadows.map(({ id }) => customerOf.get(id) ?? id))
  const near = live.filter(({ id }) => wanted.has(customerOf.get(id) ?? id))
  const groups = Map.groupBy(near, ({ id }) => customerOf.get(id) ?? id)
  const suspects = [...wanted].flatMap((customer) => {
    const members = groups.get(customer) ?? []
    return members.filter(isShadow).flatMap((shadow) => suspectsOf(shadow, members, sources))
  })
  return { shadows: shadows.map(({ id }) => id), found: await onlyNews(tx, suspects) }
}

function suspectsOf(
  shadow: LiveRecord,
  members: readonly LiveRecord[],
  sources: Contradicting["sources"],
): readonly Suspect[] {
  const typed = dictionary.filter(({ id, many }) => !many && typedOf(shadow, id) !== undefined)
  const suspects = typed.flatMap((field) => suspectsAbout(field, shadow, { members, sources }))
  // Names and addresses are typed as a whole: one question about them is enough.
  const seen = new Set<string>()
  return suspects.filter(({ field, evidence }) => {
    const group = dictionary.find(({ id }) => id === field)?.group ?? field
    const key = `${group} ${evidence}`
    return !seen.has(key) && seen.add(key)
  })
}

interface Around {
  readonly members: readonly LiveRecord[]
  readonly sources: Contradicting["sources"]
}

function suspectsAbout(field: Field, shadow: LiveRecord, { members, sources }: Around) {
  const typed = typedOf(shadow, field.id)
  const typedAt = typed?.t ?? shadow.observed
  const says = typed && saysOf(typed)
  const denied = deniedOf(field.id, members)
  return members.flatMap((record): Suspect[] => {
    const standing = sources.get(record.source)
    const other = record.clean[field.id]?.find(({ k, v }) => v !== undefined && k !== "impossible")
    const said = other && saysOf(other)
    if (standing === undefined || standing.kind === "desk" || said === undefined) return []
    if (standing.trust < trustWorthAsking || record.observed <= typedAt) return []
    if (said === says || denied.has(said)) return []
    const { id: evidence, batch } = record
    return [{ record: shadow.id, field: field.id, evidence, batch, says: said, typedAt }]
  })
}

function typedOf({ clean }: LiveRecord, field: FieldId): CleanValue | undefined {
  const value = clean[field]?.find(({ k }) => k !== "denied")
  return value?.p === true ? undefined : value
}

/** What a source said before and says again is no news: whoever typed knew it. */
async function onlyNews(tx: Tx, suspects: readonly Suspect[]): Promise<readonly Contradiction[]> {
  const asked = suspects.map(({ evidence, typedAt }) => ({
    record: evidence,
    until: new Date(typedAt),
  }))
  const before = await readSaidUntil(tx, asked)
  return suspects.flatMap(({ record, field, evidence, batch, says }, at) => {
    const said = before[at]?.[field] ?? []
    const wasSaid = said.some((value) => saysOf(value) === says)
    return wasSaid ? [] : [{ record, field, evidence, batch }]
  })
}
