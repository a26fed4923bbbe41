import { sequence } from "../journal.ts"
import type { Store, Tx } from "../tx.ts"
import { apply, Unsettled } from "./apply.ts"
import { build } from "./build.ts"
import { sumOfStore } from "./compare.ts"
import type { DuckConnection, DuckLimits } from "./duck.ts"
import { isDamage } from "./duck-fault.ts"
import { currentGeneration, newGeneration, takeUp, type Generation } from "./generation.ts"
import type { Mirrored } from "./mirrored.ts"
import { openDuck, UnfitMirror, type OpenDuck } from "./open-mirror.ts"
import { gatherPieces } from "./pieces.ts"
import { readingOn, type MirrorReading } from "./reading.ts"
import { readPlace, readTold, type JournalPlace } from "./told.ts"

export interface Keeping {
  readonly store: Store
  readonly directory: string
  readonly tables: readonly Mirrored[]
  readonly limits: DuckLimits
}

/** A picture of the mirror that stays as it is until it is ended. */
export interface MirrorView {
  readonly reading: MirrorReading
  readonly end: () => void
}

/** Both sides of one picture. */
export interface Picture {
  readonly tx: Tx
  readonly writer: DuckConnection
}

/** Opens, feeds and rebuilds a mirror. Whoever calls takes care that one call at a time is at work. */
export class MirrorKeeper {
  private readonly keeping: Keeping
  private open: OpenMirror | undefined
  /** A reader met damage that opening had not found. */
  private isSpoiled = false

  constructor(keeping: Keeping) {
    this.keeping = keeping
  }

  /** @throws UnfitMirror where it has to be built */
  async catchUp(): Promise<void> {
    const open = await this.opened()
    while (!(await this.turn(open))) continue
  }

  /** A picture in step with the store, if there is one in time. */
  async viewWithin(ms: number): Promise<MirrorView | undefined> {
    const deadline = performance.now() + ms
    try {
      const open = await this.opened()
      while (!(await this.turn(open))) if (performance.now() > deadline) return undefined
      return await viewOf(open)
    } catch (error) {
      if (error instanceof UnfitMirror) return undefined
      throw error
    }
  }

  /** Does `work` where store and mirror are at the same place; nothing is written meanwhile. */
  async inPicture<Result>(work: (picture: Picture) => Promise<Result>): Promise<Result> {
    const open = await this.opened()
    for (;;) {
      const done = await this.keeping.store.read(async (tx) => {
        const isWhole = await this.turnIn(tx, open)
        return isWhole ? { result: await work({ tx, writer: open.writer }) } : undefined
      })
      if (done !== undefined) return done.result
    }
  }

  async rebuild(): Promise<void> {
    const { directory } = this.keeping
    const before = await currentGeneration(directory)
    const name = before?.name === "one" ? "other" : "one"
    const generation = await newGeneration(directory, name)
    await build({ ...this.keeping, generation })
    await this.close()
    await takeUp(directory, generation)
    this.isSpoiled = false
    await this.openAt(generation, "built")
  }

  async close(): Promise<void> {
    const { open } = this
    this.open = undefined
    if (open === undefined) return
    open.writer.close()
    open.duck.close()
  }

  spoil(): void {
    this.isSpoiled = true
  }

  private async opened(): Promise<OpenMirror> {
    if (this.isSpoiled) throw new UnfitMirror("damaged")
    if (this.open !== undefined) return this.open
    const generation = await currentGeneration(this.keeping.directory)
    if (generation === undefined) throw new UnfitMirror("missing")
    return this.openAt(generation, "found")
  }

  private async openAt(generation: Generation, how: "built" | "found"): Promise<OpenMirror> {
    const opened = await openDuck({ ...this.keeping, generation }, how)
    this.open = { ...opened, folder: generation.folder, sums: new Map() }
    return this.open
  }

  /** One stretch of the journal. @returns whether the mirror is where the store is */
  private async turn(open: OpenMirror): Promise<boolean> {
    await this.keeping.store.transaction(sequence)
    return this.keeping.store.read((tx) => this.turnIn(tx, open))
  }

  private async turnIn(tx: Tx, open: OpenMirror): Promise<boolean> {
    const told = await readTold(tx, open.place.position)
    const tables = await this.changedTables(tx, open)
    const { folder, writer: connection } = open
    const pieces = await gatherPieces({ tx, connection, tables, folder, told })
    if (pieces.length === 0 && told.position === open.place.position) return !told.isCut
    const place = await placeAt(tx, open.place, told.position)
    try {
      await apply(connection, { pieces, ids: told.ids, place })
    } catch (error) {
      open.sums.clear()
      throw asUnfit(error)
    }
    open.place = place
    return !told.isCut
  }

  /** Tables that follow the journal, and those others of which the store holds something else now. */
  private async changedTables(tx: Tx, { sums }: OpenMirror): Promise<readonly Mirrored[]> {
    const changed: Mirrored[] = []
    for (const table of this.keeping.tables) {
      if (table.fed.after === "any") {
        const { sum } = await sumOfStore(tx, table)
        if (sums.get(table.name) === sum) continue
        sums.set(table.name, sum)
      }
      changed.push(table)
    }
    return changed
  }
}

function asUnfit(error: unknown): unknown {
  if (error instanceof Unsettled) return new UnfitMirror("unsettled", { cause: error })
  return isDamage(error) ? new UnfitMirror("damaged", { cause: error }) : error
}

interface OpenMirror extends OpenDuck {
  place: JournalPlace
  readonly folder: string
  /** What the store held of tables that no entry tells of, when they were copied. */
  readonly sums: Map<string, string>
}

/** The entry of a place; where nothing was placed since, the one that is known. */
async function placeAt(tx: Tx, known: JournalPlace, position: number): Promise<JournalPlace> {
  return position === known.position ? known : readPlace(tx, position)
}

async function viewOf({ duck }: OpenMirror): Promise<MirrorView> {
  const connection = await duck.connect()
  await connection.run("begin read only")
  return { reading: readingOn(connection), end: () => connection.close() }
}
