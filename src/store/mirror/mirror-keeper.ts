import { sequence, waiting } from "../journal.ts"
import type { Store, Tx } from "../tx.ts"
import { apply, Unsettled } from "./apply.ts"
import { build } from "./build.ts"
import { sumOfStore } from "./compare.ts"
import type { DuckConnection, DuckLimits } from "./duck.ts"
import { isDamage } from "./duck-fault.ts"
import { currentGeneration, newGeneration, takeUp, type Generation } from "./generation.ts"
import type { Mirrored } from "./mirrored.ts"
import { closeMonths, countMonths, sweepFiles } from "./months.ts"
import { openDuck, type OpenDuck } from "./open-mirror.ts"
import { UnfitMirror } from "./unfit-mirror.ts"
import { gatherPieces } from "./pieces.ts"
import { readingOn, type MirrorReading } from "./reading.ts"
import { readPlace, readTold, type JournalPlace } from "./told.ts"

export interface Keeping {
  readonly store: Store
  readonly directory: string
  readonly tables: readonly Mirrored[]
  readonly limits: DuckLimits
  /** From how many rows on a month that is over lies in a file of its own. */
  readonly monthRows: number
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
  /** How far it is fed, open or not. */
  private place: JournalPlace | undefined
  /** Months that lie in files of their own. */
  private closedMonths = 0
  /** What the store held of tables that no entry tells of, when they were copied. */
  private readonly sums = new Map<string, string>()
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

  /**
   * Has anything happened that the mirror does not hold? Asks only the store, so that a mirror at rest
   * need not be opened. Where nothing ever happened there is nothing to mirror.
   */
  async hasNews(): Promise<boolean> {
    if (this.isSpoiled) return true
    return this.keeping.store.read(async (tx) => {
      const { position } = await readPlace(tx)
      if (position > (this.place?.position ?? 0)) return true
      if ((await waiting(tx, 1)).length > 0) return true
      if (this.place === undefined) return false
      return (await this.changedTables(tx)).some(({ fed }) => fed.after === "any")
    })
  }

  /** Builds it beside the one in use, and takes it up. */
  async rebuild(): Promise<void> {
    const { store, directory } = this.keeping
    await store.exclusively(`mirror ${directory}`, async () => {
      const before = await currentGeneration(directory)
      await this.refuseLocked(before)
      const generation = await newGeneration(directory, before?.name === "one" ? "other" : "one")
      await build({ ...this.keeping, generation })
      this.close()
      await takeUp(directory, generation)
      this.isSpoiled = false
      this.sums.clear()
      await this.openAt(generation, "built")
    })
  }

  /** What another program works with must not be taken from under it. */
  private async refuseLocked(generation: Generation | undefined): Promise<void> {
    if (this.open !== undefined || generation === undefined) return
    const opening = openDuck({ ...this.keeping, generation }, "found")
    const opened = await opening.catch((error: unknown) => {
      if (!(error instanceof UnfitMirror)) throw error
      return undefined
    })
    if (opened !== undefined) closeDuck(opened)
  }

  /** Puts away what is over, and lets go of the file. */
  async rest(): Promise<void> {
    const { open } = this
    if (open === undefined) return
    const { writer: connection, folder } = open
    const archive = { connection, folder, monthRows: this.keeping.monthRows }
    for (const table of this.keeping.tables) await closeMonths(archive, table)
    await sweepFiles(archive)
    this.closedMonths = await countMonths(connection)
    this.close()
  }

  close(): void {
    const { open } = this
    this.open = undefined
    if (open !== undefined) closeDuck(open)
  }

  /** How far it is, as far as this program knows. */
  standing(): { readonly position: number | undefined; readonly closedMonths: number } {
    return { position: this.place?.position, closedMonths: this.closedMonths }
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
    const { place, ...duck } = opened
    this.place = place
    this.open = { ...duck, folder: generation.folder }
    this.closedMonths = await countMonths(duck.writer)
    return this.open
  }

  /** One stretch of the journal. @returns whether the mirror is where the store is */
  private async turn(open: OpenMirror): Promise<boolean> {
    await this.keeping.store.transaction(sequence)
    return this.keeping.store.read((tx) => this.turnIn(tx, open))
  }

  private async turnIn(tx: Tx, { folder, writer: connection }: OpenMirror): Promise<boolean> {
    const before = this.place ?? { position: 0, entry: "" }
    const told = await readTold(tx, before.position)
    const tables = await this.changedTables(tx)
    try {
      const pieces = await gatherPieces({ tx, connection, tables, folder, told })
      if (pieces.length === 0 && told.position === before.position) return !told.isCut
      const place = await placeAt(tx, before, told.position)
      await apply(connection, { pieces, ids: told.ids, place })
      this.place = place
      this.closedMonths = await countMonths(connection)
      for (const { name, sum } of tables) if (sum !== undefined) this.sums.set(name, sum)
    } catch (error) {
      throw asUnfit(error)
    }
    return !told.isCut
  }

  /** Tables that follow the journal, and those others of which the store holds something else now. */
  private async changedTables(tx: Tx): Promise<readonly ChangedTable[]> {
    const changed: ChangedTable[] = []
    for (const table of this.keeping.tables) {
      const sum = table.fed.after === "any" ? (await sumOfStore(tx, table)).sum : undefined
      if (sum === undefined || this.sums.get(table.name) !== sum) changed.push({ ...table, sum })
    }
    return changed
  }
}

interface ChangedTable extends Mirrored {
  /** Of a table that no entry tells of: what the store holds of it. */
  readonly sum: string | undefined
}

function closeDuck({ writer, duck }: Pick<OpenDuck, "writer" | "duck">): void {
  writer.close()
  duck.close()
}

function asUnfit(error: unknown): unknown {
  if (error instanceof Unsettled) return new UnfitMirror("unsettled", { cause: error })
  return isDamage(error) ? new UnfitMirror("damaged", { cause: error }) : error
}

interface OpenMirror extends Omit<OpenDuck, "place"> {
  readonly folder: string
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
