import type { LiveRecord, RecordId } from "#kernel"
import { identityOf, partition, readLinks, rulesOf, type KeptLink } from "#resolve"
import type { Tx } from "#store"
import { memberIds, readCase } from "./case.ts"
import { countEvents } from "./event-totals.store.ts"
import { readLiveRecords } from "./evidence.store.ts"
import type { Reader } from "./find-customer.store.ts"
import { memberOf, type Member } from "./member.ts"

/** An edge between two records of a component, and whether it holds it together. */
export interface JoinLink {
  readonly a: RecordId
  readonly b: RecordId
  readonly kind: "must" | "cannot" | "auto"
  readonly milliBits: number
  readonly rules: string[]
  readonly run: number
  readonly reason: string | null
  readonly used: boolean
}

export interface Joins {
  readonly members: Member[]
  /** Those that were needed first, then the strongest. */
  readonly links: JoinLink[]
}

/** A component of more records than this is told in part: nobody reads it as a picture. */
const largestComponent = 2_000

/**
 * Which records were joined, and why: every link of the whole component, also to records that went to
 * other customers. Which of them were needed is found by dividing the component again.
 * @throws Failure "keep/unknown-customer"
 */
export async function readJoins(tx: Tx, asked: string, reader: Reader): Promise<Joins> {
  const found = await readCase(tx, asked, reader)
  const links = await componentOf(tx, found.row.members)
  const records = await readLiveRecords(tx, [...recordsOf(links)])
  const events = await countEvents(tx, memberIds(found))
  return {
    members: found.members.map((member) => memberOf(member, { sources: found.sources, events })),
    links: judge(records, links),
  }
}

async function componentOf(tx: Tx, start: readonly RecordId[]): Promise<readonly KeptLink[]> {
  const links = new Map<string, KeptLink>()
  const known = new Set<RecordId>()
  let frontier = start
  while (frontier.length > 0 && known.size < largestComponent) {
    for (const record of frontier) known.add(record)
    for (const link of await readLinks(tx, frontier))
      links.set(`${link.a}${link.b}${link.run}`, link)
    frontier = [...recordsOf(links.values())].filter((record) => !known.has(record))
  }
  return [...links.values()]
}

function recordsOf(links: Iterable<KeptLink>): Set<RecordId> {
  const records = new Set<RecordId>()
  for (const { a, b } of links) records.add(a).add(b)
  return records
}

function judge(records: readonly LiveRecord[], links: readonly KeptLink[]): JoinLink[] {
  const parts = records.map((record) => ({
    id: record.id,
    birth: record.birth,
    identity: identityOf(record),
  }))
  // When an automatic link was written has no say in who belongs together.
  const ranked = links.map(({ made, ...link }) =>
    link.kind === "auto" || made === undefined ? link : { ...link, made },
  )
  const { used } = partition(parts, ranked)
  return ranked
    .map((link) => ({ ...told(link), used: used.has(link) }))
    .toSorted(
      (one, other) => Number(other.used) - Number(one.used) || other.milliBits - one.milliBits,
    )
}

function told({ a, b, kind, milliBits, pattern, run, reason }: KeptLink) {
  return { a, b, kind, milliBits, rules: [...rulesOf(pattern)], run, reason: reason ?? null }
}
