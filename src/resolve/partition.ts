import type { CustomerId, RecordId } from "#kernel"
import { Clusters } from "./clusters.ts"
import { shadowPattern, type Link } from "./link.ts"

export interface PartitionRecord {
  readonly id: RecordId
  readonly birth: number
  /** Its valid identity document, if it has one. */
  readonly identity: string | undefined
}

export interface Partition {
  /** The customer of each record: the oldest of those it belongs with. */
  readonly customerOf: ReadonlyMap<RecordId, CustomerId>
  /** Links that held records together; the others only agree, or were not followed. */
  readonly used: ReadonlySet<Link>
}

/** A customer has at most so many records; what would make more waits for a steward. */
export const memberLimit = 200

/**
 * Who is whose. Shadows go with their anchors; then people's decisions, the latest before the earlier; then rules'; then automatic
 * links by weight, ties by ids. Each is followed unless it would bring together what an earlier one,
 * or two different identity documents, keep apart. A function of its input: no order of arrival, no
 * clock. Links to records that are not given are ignored. Cost: sorting the links.
 */
export function partition(records: readonly PartitionRecord[], links: readonly Link[]): Partition {
  const places = new Map(records.map(({ id }, at) => [id, at]))
  const growing = new GrowingPartition(records)
  const used = new Set<Link>()
  const ranked = links.filter(({ a, b }) => places.has(a) && places.has(b)).toSorted(byRank)
  for (const link of ranked) {
    const one = places.get(link.a)
    const two = places.get(link.b)
    if (one === undefined || two === undefined) continue
    if (link.kind === "cannot") growing.part(one, two)
    else if (growing.join(one, two, isByPerson(link))) used.add(link)
  }
  return { customerOf: growing.customers(), used }
}

/** A shadow goes with its anchor whatever anybody says; then people before rules before runs. */
function rankOf(link: Link): number {
  if (link.pattern === shadowPattern) return -1
  if (isByPerson(link)) return 0
  return link.kind === "auto" ? 2 : 1
}

function isByPerson(link: Link): boolean {
  return link.kind !== "auto" && link.by !== undefined
}

function byRank(one: Link, two: Link): number {
  return (
    rankOf(one) - rankOf(two) ||
    decidedAt(two) - decidedAt(one) ||
    two.milliBits - one.milliBits ||
    byText(one.a, two.a) ||
    byText(one.b, two.b) ||
    byText(one.kind, two.kind)
  )
}

/** When an automatic link was written says nothing: it may have been written anew since. */
function decidedAt({ kind, made }: Link): number {
  return kind === "auto" ? 0 : (made ?? 0)
}

function byText(one: string, two: string): number {
  return one < two ? -1 : one > two ? 1 : 0
}

class GrowingPartition {
  private readonly records: readonly PartitionRecord[]
  private readonly clusters: Clusters
  /** Valid identity documents by root. Only a person's decision makes more than one. */
  private readonly identities = new Map<number, ReadonlySet<string>>()
  /** Roots that a root must not be united with. */
  private readonly apart = new Map<number, Set<number>>()

  constructor(records: readonly PartitionRecord[]) {
    this.records = records
    this.clusters = new Clusters(records.length)
    for (const [at, { identity }] of records.entries()) {
      if (identity !== undefined) this.identities.set(at, new Set([identity]))
    }
  }

  join(one: number, two: number, byPerson: boolean): boolean {
    const left = this.clusters.rootOf(one)
    const right = this.clusters.rootOf(two)
    if (left === right || this.apart.get(left)?.has(right) === true) return false
    if (this.clusters.sizeOf(left) + this.clusters.sizeOf(right) > memberLimit) return false
    if (!byPerson && this.contradict(left, right)) return false
    const root = this.clusters.unite(left, right)
    this.moveIdentities(root, root === left ? right : left)
    this.moveApart(root, root === left ? right : left)
    return true
  }

  part(one: number, two: number): void {
    const left = this.clusters.rootOf(one)
    const right = this.clusters.rootOf(two)
    if (left === right) return
    this.keepApart(left, right)
    this.keepApart(right, left)
  }

  customers(): ReadonlyMap<RecordId, CustomerId> {
    const oldest = new Map<number, PartitionRecord>()
    for (const [at, record] of this.records.entries()) {
      const root = this.clusters.rootOf(at)
      const known = oldest.get(root)
      if (known === undefined || record.birth < known.birth) oldest.set(root, record)
    }
    return new Map(
      this.records.map(({ id }, at) => [id, oldest.get(this.clusters.rootOf(at))?.id ?? id]),
    )
  }

  /** Would two different documents meet? Then some pair of records contradicts itself. */
  private contradict(left: number, right: number): boolean {
    const one = this.identities.get(left)
    const two = this.identities.get(right)
    return one !== undefined && two !== undefined && new Set([...one, ...two]).size > 1
  }

  private moveIdentities(root: number, from: number): void {
    const moved = this.identities.get(from)
    if (moved === undefined) return
    this.identities.set(root, new Set([...moved, ...(this.identities.get(root) ?? [])]))
    this.identities.delete(from)
  }

  private moveApart(root: number, from: number): void {
    for (const other of this.apart.get(from) ?? []) {
      this.apart.get(other)?.delete(from)
      this.keepApart(other, root)
      this.keepApart(root, other)
    }
    this.apart.delete(from)
  }

  private keepApart(one: number, two: number): void {
    const known = this.apart.get(one)
    if (known === undefined) this.apart.set(one, new Set([two]))
    else known.add(two)
  }
}
