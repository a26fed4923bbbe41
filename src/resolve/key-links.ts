import type { RecordId } from "#kernel"
import type { Link } from "./link.ts"
import { patternOf, ruleBit, weightOf } from "./rules.ts"

/** A record as far as exact keys are concerned. */
export interface KeyedRecord {
  readonly id: RecordId
  readonly birth: number
  readonly keys: readonly string[]
}

/** Up to so many records with one key are linked each with each; more by a star and a chain. */
const pairsUpTo = 8
/** A key that more records share says little: it links nobody, and a steward may look. */
const keySharedBy = 200

/**
 * The automatic links among live records: a function of who has which key, so growing record by
 * record ends where starting over does. Cost: linear in keys, at most 2 links a record in large groups.
 */
export function keyLinks(records: readonly KeyedRecord[]): readonly Link[] {
  const pairs = new Map<number, number>()
  for (const [key, group] of groupByKey(records)) {
    const bit = ruleBit(key)
    if (bit === 0 || group.length > keySharedBy) continue
    const sorted = group.toSorted((one, two) => birthAt(records, one) - birthAt(records, two))
    addGroup(pairs, sorted, { bit, size: records.length })
  }
  return Array.from(pairs, ([pair, bits]) => linkOf(records, pair, bits))
}

/** Places of the records that share a key, for every key that more than one has. */
function groupByKey(records: readonly KeyedRecord[]): Map<string, number[]> {
  const first = new Map<string, number>()
  const groups = new Map<string, number[]>()
  for (const [at, { keys }] of records.entries()) {
    for (const key of keys) {
      const other = first.get(key)
      if (other === undefined) first.set(key, at)
      else if (other !== at) addToGroup(groups, key, [other, at])
    }
  }
  return groups
}

function addToGroup(groups: Map<string, number[]>, key: string, [first, at]: [number, number]) {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [first, at])
  else if (group.at(-1) !== at) group.push(at)
}

interface Grouping {
  readonly bit: number
  readonly size: number
}

function addGroup(pairs: Map<number, number>, group: readonly number[], grouping: Grouping): void {
  for (const [place, one] of group.entries()) {
    const partners =
      group.length <= pairsUpTo
        ? group.slice(0, place)
        : [group[0], group[place - 1]].slice(0, Math.min(place, 2))
    for (const two of partners) if (two !== undefined) addPair(pairs, [one, two], grouping)
  }
}

/** A pair is one number while it is gathered: texts for a million pairs would be most of the cost. */
function addPair(
  pairs: Map<number, number>,
  [one, two]: [number, number],
  { bit, size }: Grouping,
) {
  const pair = Math.min(one, two) * size + Math.max(one, two)
  pairs.set(pair, (pairs.get(pair) ?? 0) | bit)
}

function linkOf(records: readonly KeyedRecord[], pair: number, bits: number): Link {
  const one = idAt(records, Math.floor(pair / records.length))
  const two = idAt(records, pair % records.length)
  const [a, b] = one < two ? [one, two] : [two, one]
  return { a, b, kind: "auto", milliBits: weightOf(bits), pattern: patternOf(bits) }
}

function birthAt(records: readonly KeyedRecord[], at: number): number {
  return records[at]?.birth ?? 0
}

function idAt(records: readonly KeyedRecord[], at: number): RecordId {
  const record = records[at]
  if (record === undefined) throw new RangeError("no record at that place")
  return record.id
}
