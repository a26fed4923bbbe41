import type { RecordId } from "#kernel"
import { Clusters } from "./clusters.ts"
import type { Roster } from "./roster.ts"

/**
 * Everybody, as far as it matters who has to do with whom. Some 40 to 60 bytes a record, so that a million
 * fit where a million records would not.
 */
export class Crowd {
  private readonly roster: Roster
  private readonly clusters: Clusters

  /** The roster is complete by then. */
  constructor(roster: Roster) {
    this.roster = roster
    this.clusters = new Clusters(roster.size)
  }

  get size(): number {
    return this.roster.size
  }

  has(id: RecordId): boolean {
    return this.roster.placeOf(id) >= 0
  }

  /** From now on they are in one piece. Who is not on the roster has to do with nobody. */
  unite(one: RecordId, other: RecordId): void {
    this.uniteAt(this.roster.placeOf(one), this.roster.placeOf(other))
  }

  /** The same of several. */
  uniteAll([first, ...others]: readonly RecordId[]): void {
    if (first === undefined) return
    const place = this.roster.placeOf(first)
    for (const other of others) this.uniteAt(place, this.roster.placeOf(other))
  }

  /**
   * Everybody once, in pieces: what was united is in one, and a piece is full from `size` records on.
   * The same each time.
   */
  *pieces(size: number): Generator<readonly RecordId[]> {
    const { order, starts } = this.byComponent()
    let from = 0
    for (let at = 1; at <= starts.length; at += 1) {
      const end = starts[at] ?? order.length
      if (end - from < size && end < order.length) continue
      yield Array.from(order.subarray(from, end), (place) => this.roster.idAt(place))
      from = end
    }
  }

  private uniteAt(one: number, other: number): void {
    if (one < 0 || other < 0) return
    this.clusters.unite(this.clusters.rootOf(one), this.clusters.rootOf(other))
  }

  /** Places sorted by component, components by their first place; and where each component starts. */
  private byComponent(): { readonly order: Int32Array; readonly starts: Int32Array } {
    const { size } = this.roster
    const starts = new Int32Array(size)
    const filled = new Int32Array(size).fill(-1) // by root: where its next place goes
    let [components, taken] = [0, 0]
    const order = new Int32Array(size)
    for (let place = 0; place < size; place += 1) {
      const root = this.clusters.rootOf(place)
      let next = filled[root] ?? -1
      if (next < 0) {
        next = taken
        starts[components] = next
        components += 1
        taken += this.clusters.sizeOf(root)
      }
      order[next] = place
      filled[root] = next + 1
    }
    return { order, starts: starts.subarray(0, components) }
  }
}
