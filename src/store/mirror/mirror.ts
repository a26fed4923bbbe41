import type { Store } from "../tx.ts"
import { compareTables, type TableComparison } from "./compare.ts"
import { conditionAfter, type MirrorCondition } from "./condition.ts"
import type { DuckLimits } from "./duck.ts"
import { isDamage } from "./duck-fault.ts"
import { MirrorKeeper, type MirrorView } from "./mirror-keeper.ts"
import type { Mirrored } from "./mirrored.ts"
import type { MirrorReading } from "./reading.ts"
import { stateOf, type MirrorState } from "./state.ts"
import { Turns } from "./turns.ts"
import { UnfitMirror, type Unfit } from "./unfit-mirror.ts"

export interface MirrorSettings {
  readonly store: Store
  /** Where it lies: a folder of its own. */
  readonly directory: string
  readonly tables: readonly Mirrored[]
  readonly limits?: Partial<DuckLimits>
  /** From how many rows on a month that is over lies in a file of its own. */
  readonly monthRows?: number
}

/** How a mirror was built. */
export interface MirrorBuilt {
  readonly why: Unfit | "asked"
  readonly seconds: number
}

/**
 * A copy of what stages publish, by column, for questions that read much. A cache: what it holds can
 * always be made anew, and whoever asks it must be able to ask the store instead.
 */
export interface Mirror {
  /**
   * Does `work` on a picture of the mirror that holds everything which had happened when it was asked.
   * Nothing is done, and nothing given, where there is no such picture within the time.
   */
  inStep<Result>(
    work: (reading: MirrorReading) => Promise<Result>,
    patienceMs?: number,
  ): Promise<Result | undefined>
  /**
   * Brings it up to what has happened by now; builds it where there is none that fits.
   * @throws Failure "store/mirror-locked" | "store/disk-full"
   */
  catchUp(): Promise<MirrorBuilt | undefined>
  /** The same if anything has happened, and lets go of the file when nothing has for a while. */
  keepUp(): Promise<void>
  /** Builds it anew, whatever it is like. @throws Failure "store/mirror-locked" | "store/disk-full" */
  rebuild(): Promise<MirrorBuilt>
  /** Holds every table of it to the store, row by row. Cost: reads all of both. */
  check(): Promise<readonly TableComparison[]>
  /** How it stands, as the last attempt left it. Costs nothing. */
  condition(): MirrorCondition
  state(): Promise<MirrorState>
  close(): Promise<void>
}

const usualLimits: DuckLimits = { memoryMb: 256, threads: 2 }
const usualMonthRows = 20_000
const usualPatienceMs = 1_000
const restAfterMs = 30_000

/** The mirror in a folder. Opens nothing before it is needed. */
export function mirrorIn({
  limits,
  monthRows = usualMonthRows,
  ...settings
}: MirrorSettings): Mirror {
  const keeper = new MirrorKeeper({
    ...settings,
    monthRows,
    limits: { ...usualLimits, ...limits },
  })
  return new QueuedMirror(settings, keeper)
}

/** One call at a time is at work on the mirror; readers of pictures are beside it. */
class QueuedMirror implements Mirror {
  private readonly settings: MirrorSettings
  private readonly keeper: MirrorKeeper
  private readonly turns = new Turns()
  private now: MirrorCondition = { is: "unknown" }
  private lastUse = 0

  constructor(settings: MirrorSettings, keeper: MirrorKeeper) {
    this.settings = settings
    this.keeper = keeper
  }

  async inStep<Result>(
    work: (reading: MirrorReading) => Promise<Result>,
    patienceMs = usualPatienceMs,
  ): Promise<Result | undefined> {
    const view = await this.turns.takeWithin(patienceMs, () => this.viewWithin(patienceMs))
    if (view === undefined) return undefined
    try {
      return await work(view.reading)
    } catch (error) {
      if (!isDamage(error)) throw error
      this.keeper.spoil()
      return undefined
    } finally {
      view.end()
      this.lastUse = performance.now()
    }
  }

  catchUp(): Promise<MirrorBuilt | undefined> {
    return this.turns.take(() => this.trying(() => this.fed()))
  }

  async keepUp(): Promise<void> {
    await this.turns.take(() =>
      this.trying(async () => {
        if (await this.keeper.hasNews()) await this.fed()
        else if (performance.now() - this.lastUse > restAfterMs) await this.keeper.rest()
      }),
    )
  }

  rebuild(): Promise<MirrorBuilt> {
    return this.turns.take(() => this.trying(() => this.built("asked")))
  }

  check(): Promise<readonly TableComparison[]> {
    const { tables } = this.settings
    return this.turns.take(() =>
      this.trying(async () => {
        await this.fed()
        const compare = () =>
          this.keeper.inPicture(({ tx, writer }) => compareTables(tx, writer, tables))
        return compare().catch(async (error: unknown) => {
          if (!isDamage(error)) throw error
          await this.built("damaged")
          return compare()
        })
      }),
    )
  }

  condition(): MirrorCondition {
    return this.now
  }

  async state(): Promise<MirrorState> {
    const { store, directory } = this.settings
    if (this.now.is === "unknown") await this.inStep(() => Promise.resolve(), 10_000)
    return stateOf({ store, directory, condition: this.now, ...this.keeper.standing() })
  }

  close(): Promise<void> {
    return this.turns.take(async () => this.keeper.close())
  }

  /** Somebody else's mirror, and none at all, are no reason to fail: the store is asked instead. */
  private async viewWithin(ms: number): Promise<MirrorView | undefined> {
    try {
      const view = await this.keeper.viewWithin(ms)
      if (view !== undefined) this.now = { is: "ready" }
      return view
    } catch (error) {
      const after = conditionAfter(error)
      if (after.is !== "locked") throw error
      this.now = after
      return undefined
    }
  }

  private async fed(): Promise<MirrorBuilt | undefined> {
    this.lastUse = performance.now()
    try {
      await this.keeper.catchUp()
      return undefined
    } catch (error) {
      if (!(error instanceof UnfitMirror)) throw error
      return this.built(error.why)
    }
  }

  private async built(why: MirrorBuilt["why"]): Promise<MirrorBuilt> {
    this.now = { is: "building" }
    const began = performance.now()
    await this.keeper.rebuild()
    this.lastUse = performance.now()
    return { why, seconds: Math.round(this.lastUse - began) / 1000 }
  }

  private async trying<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      const done = await work()
      this.now = { is: "ready" }
      return done
    } catch (error) {
      this.now = conditionAfter(error)
      throw error
    }
  }
}
