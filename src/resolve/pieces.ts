import type { CustomerId, RecordId } from "#kernel"
import type { Change } from "./change.ts"
import { Clusters } from "./clusters.ts"
import type { Link } from "./link.ts"
import type { KeyedChange } from "./neighbourhood.ts"
import { keysOnly, type StoredKey } from "./stored-keys.ts"

/**
 * Whole customers and what happens to them, to be written in one transaction: nothing outside a piece
 * depends on it.
 */
export interface ResolvedPiece {
  /** Every live record of its components, changed or not, and those that lose their evidence. */
  readonly changes: readonly Change[]
  /** The customers of all records that are live afterwards. */
  readonly customerOf: ReadonlyMap<RecordId, CustomerId>
  readonly linksMade: readonly Link[]
  readonly linksGone: readonly Link[]
  readonly keysMade: readonly StoredKey[]
  readonly keysGone: readonly StoredKey[]
}

/** What resolve found, before it is cut into pieces. */
export interface Scene {
  readonly changes: ReadonlyMap<RecordId, KeyedChange>
  readonly customerOf: ReadonlyMap<RecordId, CustomerId>
  readonly linksMade: readonly Link[]
  readonly linksGone: readonly Link[]
  /** Links old and new: what they connect is written together. */
  readonly edges: readonly Link[]
}

interface GrowingPiece {
  size: number
  readonly changes: KeyedChange[]
  readonly linksMade: Link[]
  readonly linksGone: Link[]
  readonly keysMade: StoredKey[]
  readonly keysGone: StoredKey[]
}

/** Whole components, in the order of the changes, until a piece has `pieceSize` records or more. */
export function piecesOf(scene: Scene, pieceSize: number): readonly ResolvedPiece[] {
  const components = componentsOf(scene)
  const touched = touchedIn(scene, components)
  const pieces = new Map<number, GrowingPiece>()
  let filling = emptyPiece()
  for (const change of scene.changes.values()) {
    const component = components.of(change.id)
    if (!touched.has(component)) continue
    let piece = pieces.get(component)
    if (piece === undefined) {
      if (filling.size >= pieceSize) filling = emptyPiece()
      piece = filling
      piece.size += components.sizeOf(component)
      pieces.set(component, piece)
    }
    addChange(piece, change)
  }
  for (const link of scene.linksMade) pieces.get(components.of(link.a))?.linksMade.push(link)
  for (const link of scene.linksGone) pieces.get(components.of(link.a))?.linksGone.push(link)
  const { customerOf } = scene
  return [...new Set(pieces.values())].map((piece) => ({ ...piece, customerOf }))
}

function emptyPiece(): GrowingPiece {
  return { size: 0, changes: [], linksMade: [], linksGone: [], keysMade: [], keysGone: [] }
}

function addChange(piece: GrowingPiece, change: KeyedChange): void {
  const { id, keysBefore, keysAfter } = change
  piece.changes.push(change)
  piece.keysMade.push(...keysOnly(id, keysAfter, keysBefore))
  piece.keysGone.push(...keysOnly(id, keysBefore, keysAfter))
}

interface Components {
  of(record: RecordId): number
  sizeOf(component: number): number
}

function componentsOf({ changes, edges }: Scene): Components {
  const places = new Map<string, number>()
  for (const id of changes.keys()) places.set(id, places.size)
  const clusters = new Clusters(places.size)
  const unite = (one: number | undefined, two: number | undefined) => {
    if (one === undefined || two === undefined) return
    clusters.unite(clusters.rootOf(one), clusters.rootOf(two))
  }
  for (const { a, b, kind } of edges) {
    if (kind !== "cannot") unite(places.get(a), places.get(b))
  }
  const firstOf = new Map<CustomerId, number | undefined>()
  for (const { id, before } of changes.values()) {
    if (before === undefined) continue
    if (firstOf.has(before.customer)) unite(firstOf.get(before.customer), places.get(id))
    else firstOf.set(before.customer, places.get(id))
  }
  return {
    of: (record) => clusters.rootOf(places.get(record) ?? 0),
    sizeOf: (component) => clusters.sizeOf(component),
  }
}

/** Components in which a record says something else or has another customer, or a link came or went. */
function touchedIn(scene: Scene, components: Components): ReadonlySet<number> {
  const touched = new Set<number>()
  for (const { id, before, after } of scene.changes.values()) {
    if (before !== after || before?.customer !== scene.customerOf.get(id)) {
      touched.add(components.of(id))
    }
  }
  for (const { a } of scene.linksMade) touched.add(components.of(a))
  for (const { a } of scene.linksGone) touched.add(components.of(a))
  return touched
}
