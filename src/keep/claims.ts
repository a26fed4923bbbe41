import { dictionary, type CleanValue, type Field, type FieldId, type LiveRecord } from "#kernel"

/** One value that one record brings forward for a field, or for a group of fields at once. */
export interface Claim {
  /** Place of the record among the members. */
  readonly member: number
  /** Place of the value in the record's list. */
  readonly at: number
  readonly value: CleanValue
  /** Claims with the same text say the same. */
  readonly says: string
  /** How many fields of the group are filled; 1 outside groups. */
  readonly filled: number
  readonly doubtful: boolean
}

/** What is equal is said by the blind index where the value is sealed: every seal is different. */
export function saysOf(value: CleanValue): string | undefined {
  return value.x ?? value.v
}

/** Values that some record brings forward and nobody denied. */
export function claimsOf(field: Field, members: readonly LiveRecord[]): readonly Claim[] {
  const denied = deniedOf(field.id, members)
  const claims: Claim[] = []
  for (const [member, { clean }] of members.entries()) {
    for (const [at, value] of (clean[field.id] ?? []).entries()) {
      const says = usable(value, denied)
      if (says === undefined) continue
      claims.push({ member, at, value, says, filled: 1, doubtful: isDoubtful(value) })
    }
  }
  return claims
}

/** The same of a group: a record claims all its fields of the group together, or none. */
export function groupClaimsOf(
  group: Field["group"],
  members: readonly LiveRecord[],
): readonly Claim[] {
  const fields = dictionary.filter((field) => field.group === group)
  const denied = new Map(fields.map(({ id }) => [id, deniedOf(id, members)]))
  const claims: Claim[] = []
  for (const [member, record] of members.entries()) {
    const values = fields.map(({ id }) => firstUsable(record, id, denied.get(id)))
    const filled = values.filter((value) => value !== undefined)
    const [value] = filled
    if (value === undefined) continue
    const says = JSON.stringify(values.map((one) => (one === undefined ? null : saysOf(one))))
    const doubtful = filled.some(isDoubtful)
    claims.push({ member, at: 0, value, says, filled: filled.length, doubtful })
  }
  return claims
}

/** Whoever pins a value vouches for it. */
function isDoubtful({ k, p }: CleanValue): boolean {
  return k === "doubtful" && p !== true
}

/** The value of a field that a record would give if it won. */
export function firstUsable(
  { clean }: LiveRecord,
  field: FieldId,
  denied: ReadonlySet<string> = new Set(),
): CleanValue | undefined {
  return clean[field]?.find((value) => usable(value, denied) !== undefined)
}

/** What a person said is not true, whoever else says it. */
export function deniedOf(field: FieldId, members: readonly LiveRecord[]): ReadonlySet<string> {
  const denied = new Set<string>()
  for (const { clean } of members) {
    for (const value of clean[field] ?? []) {
      const says = value.k === "denied" ? saysOf(value) : undefined
      if (says !== undefined) denied.add(says)
    }
  }
  return denied
}

function usable(value: CleanValue, denied: ReadonlySet<string>): string | undefined {
  if (value.k === "denied" || value.k === "impossible" || value.v === undefined) return undefined
  const says = saysOf(value)
  return says === undefined || denied.has(says) ? undefined : says
}
