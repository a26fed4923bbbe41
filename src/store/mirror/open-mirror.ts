import { Failure } from "#kernel"
import type { Store } from "../tx.ts"
import { Duck, type DuckConnection, type DuckLimits, type MirrorRow } from "./duck.ts"
import type { Generation } from "./generation.ts"
import type { Mirrored } from "./mirrored.ts"
import { versionOf } from "./schema.ts"
import { readPlace, type JournalPlace } from "./told.ts"
import { UnfitMirror } from "./unfit-mirror.ts"

/** A mirror that is open in this program, and goes on where it stands. */
export interface OpenDuck {
  readonly duck: Duck
  /** The one session that writes. */
  readonly writer: DuckConnection
  readonly place: JournalPlace
}

export interface Opening {
  readonly store: Store
  readonly tables: readonly Mirrored[]
  readonly limits: DuckLimits
  readonly generation: Generation
}

/**
 * Opens a mirror, if it is whole, of this version, and of this database's history. One that was just
 * built is.
 * @throws UnfitMirror | Failure "store/mirror-locked"
 */
export async function openDuck(opening: Opening, how: "built" | "found"): Promise<OpenDuck> {
  const duck = await Duck.open(opening.generation.file, opening.limits).catch(damaged)
  try {
    const writer = await duck.connect()
    const state = await writer
      .one("select version, position, entry from mirror_state")
      .catch(damaged)
    if (state["version"] !== versionOf(opening.tables)) throw new UnfitMirror("other-version")
    const place = placeIn(state)
    if (how === "found") await refuseOtherHistory(opening.store, place)
    return { duck, writer, place }
  } catch (error) {
    duck.close()
    throw error
  }
}

/** Nothing can be said of a place before the first entry. */
async function refuseOtherHistory(store: Store, place: JournalPlace): Promise<void> {
  const known = await store.read((tx) => readPlace(tx, place.position))
  if (place.position === 0 || known.entry !== place.entry) throw new UnfitMirror("other-history")
}

function placeIn({ position = null, entry = null }: MirrorRow): JournalPlace {
  if (typeof position !== "number" || typeof entry !== "string") throw new UnfitMirror("damaged")
  return { position, entry }
}

/** What the engine cannot read is damaged, whatever it says of it. */
function damaged(error: unknown): never {
  if (error instanceof Failure) throw error
  throw new UnfitMirror("damaged", { cause: error })
}
