import type { Tx } from "#store"
import type { Change } from "./change.ts"
import { identityOf } from "./identity.ts"
import { keyLinks } from "./key-links.ts"
import { pairOf, type Link } from "./link.ts"
import { neighbourhoodOf, type Neighbourhood, type ResolvePorts } from "./neighbourhood.ts"
import { partition } from "./partition.ts"
import { piecesOf, type ResolvedPiece, type Scene } from "./pieces.ts"
import { currentRun, removeKeys, removeLinks, writeKeys, writeLinks } from "./resolve.store.ts"

/**
 * Who is whose after these changes, and by which links: the same answer as starting over with
 * everybody. Only components in which something changes are told, in pieces of about `pieceSize`
 * records, in the order of the changes. Reads; writes nothing.
 */
export async function resolve(
  ports: ResolvePorts,
  changes: readonly Change[],
  pieceSize: number,
): Promise<readonly ResolvedPiece[]> {
  const near = await neighbourhoodOf(ports, changes)
  return piecesOf(sceneOf(near), pieceSize)
}

/** Everything known before the answer is cut into pieces. */
function sceneOf({ changes, links }: Neighbourhood): Scene {
  const live = [...changes.values()].flatMap(({ after, keysAfter }) =>
    after === undefined ? [] : [{ ...after, keys: keysAfter, identity: identityOf(after) }],
  )
  const automatic = keyLinks(live)
  const decisions = links.filter(({ kind }) => kind !== "auto")
  const old = links.filter(({ kind }) => kind === "auto")
  const oldByPair = new Map(old.map((link) => [pairOf(link), link]))
  const newByPair = new Map(automatic.map((link) => [pairOf(link), link]))
  return {
    changes,
    customerOf: partition(live, [...automatic, ...decisions]).customerOf,
    linksMade: automatic.filter((link) => !isSame(link, oldByPair.get(pairOf(link)))),
    linksGone: old.filter((link) => !isSame(link, newByPair.get(pairOf(link)))),
    edges: [...automatic, ...links],
  }
}

function isSame(link: Link, other: Link | undefined): boolean {
  return link.pattern === other?.pattern && link.milliBits === other.milliBits
}

/** Writes the keys and links of a piece. */
export async function writeResolved(tx: Tx, piece: ResolvedPiece): Promise<void> {
  await removeKeys(tx, piece.keysGone)
  await writeKeys(tx, piece.keysMade)
  await removeLinks(tx, piece.linksGone)
  if (piece.linksMade.length > 0) await writeLinks(tx, await currentRun(tx), piece.linksMade)
}
