import { matchKeys } from "#cleanse"
import type { Evidence, LiveRecord, RecordId } from "#kernel"
import type { Tx } from "#store"
import { unchanged, type Change } from "./change.ts"
import { hashMatchKey } from "./match-key.ts"
import { readCandidates, readLinks, type KeptLink } from "./resolve.store.ts"

export interface ResolvePorts {
  readonly tx: Tx
  readonly evidence: Evidence<Tx>
  /** What the same work changes about records that are found to be near; nothing if absent. */
  readonly changesOf?: (records: readonly LiveRecord[]) => Promise<readonly Change[]>
}

/** A change with the keys of both its sides. */
export interface KeyedChange extends Change {
  readonly keysBefore: readonly string[]
  readonly keysAfter: readonly string[]
}

/** Everything that a change can reach: closed under shared keys and decisions. */
export interface Neighbourhood {
  readonly changes: ReadonlyMap<RecordId, KeyedChange>
  /** Links as they are kept now. */
  readonly links: readonly KeptLink[]
}

const lookupSize = 20_000

/** Follows keys and decisions from record to record until nothing new is found. */
export async function neighbourhoodOf(
  ports: ResolvePorts,
  start: readonly Change[],
): Promise<Neighbourhood> {
  const changes = new Map<RecordId, KeyedChange>()
  const links = new Map<string, KeptLink>()
  const asked = new Set<number>()
  let frontier = start
  while (frontier.length > 0) {
    const keyed = frontier.map(withKeys)
    for (const change of keyed) changes.set(change.id, change)
    const found = await candidatesOf(ports, keyed, asked)
    for (const link of await linksOf(ports, frontier)) {
      links.set(`${link.a}${link.b}${link.run}`, link)
      if (link.kind === "must") found.add(link.a).add(link.b)
    }
    const unknown = [...found].filter((id) => !changes.has(id))
    const near = await inPieces(unknown, (ids) => ports.evidence.current(ports.tx, ids))
    frontier = await (ports.changesOf ?? sameAsBefore)(near)
  }
  return { changes, links: [...links.values()] }
}

async function sameAsBefore(records: readonly LiveRecord[]): Promise<readonly Change[]> {
  return records.map(unchanged)
}

function withKeys(change: Change): KeyedChange {
  const { before, after } = change
  const keysAfter = after === undefined ? [] : matchKeys(after.subject, after.clean)
  const keysBefore =
    before === after
      ? keysAfter
      : before === undefined
        ? []
        : matchKeys(before.subject, before.clean)
  return { ...change, keysBefore, keysAfter }
}

/**
 * Records that may share a key nobody asked for yet. Numbers of different keys can be equal: such a
 * record comes along, shares nothing and changes nothing.
 */
async function candidatesOf(
  { tx }: ResolvePorts,
  keyed: readonly KeyedChange[],
  asked: Set<number>,
): Promise<Set<RecordId>> {
  const hashes: number[] = []
  const ask = (key: string) => {
    const hash = hashMatchKey(key)
    if (asked.has(hash)) return
    asked.add(hash)
    hashes.push(hash)
  }
  for (const { keysBefore, keysAfter } of keyed) {
    keysAfter.forEach(ask)
    if (keysBefore !== keysAfter) keysBefore.forEach(ask)
  }
  return new Set(await inPieces(hashes, (piece) => readCandidates(tx, piece)))
}

async function linksOf({ tx }: ResolvePorts, frontier: readonly Change[]) {
  const known = frontier.filter(({ fresh }) => fresh !== true).map(({ id }) => id)
  return inPieces(known, (ids) => readLinks(tx, ids))
}

/** Many at a time, but never so many that one statement carries megabytes. */
async function inPieces<Key, Row>(
  keys: readonly Key[],
  read: (piece: readonly Key[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let from = 0; from < keys.length; from += lookupSize) {
    for (const row of await read(keys.slice(from, from + lookupSize))) rows.push(row)
  }
  return rows
}
