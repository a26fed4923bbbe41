import type { Store } from "../tx.ts"
import { compareTables, type TableComparison } from "./compare.ts"
import type { DuckLimits } from "./duck.ts"
import { isDamage } from "./duck-fault.ts"
import type { Mirrored } from "./mirrored.ts"
import type { MirrorReading } from "./reading.ts"
import { MirrorKeeper } from "./mirror-keeper.ts"
import { UnfitMirror, type Unfit } from "./open-mirror.ts"
import { Turns } from "./turns.ts"

export interface MirrorSettings {
  readonly store: Store
  /** Where it lies: a folder of its own. */
  readonly directory: string
  readonly tables: readonly Mirrored[]
  readonly limits?: Partial<DuckLimits>
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
  /** Brings it up to what has happened by now; builds it where there is none that fits. */
  catchUp(): Promise<MirrorBuilt | undefined>
  /** Builds it anew, whatever it is like. */
  rebuild(): Promise<MirrorBuilt>
  /** Holds every table of it to the store, row by row. */
  check(): Promise<readonly TableComparison[]>
  close(): Promise<void>
}

const usualLimits: DuckLimits = { memoryMb: 256, threads: 2 }
const usualPatienceMs = 1_000

/** The mirror in a folder. Opens nothing before it is needed. */
export function mirrorIn({ limits, ...settings }: MirrorSettings): Mirror {
  const keeper = new MirrorKeeper({ ...settings, limits: { ...usualLimits, ...limits } })
  const turns = new Turns()
  const caughtUp = () => catchUp(keeper)
  return {
    inStep: async (work, patienceMs = usualPatienceMs) => {
      const view = await turns.takeWithin(patienceMs, () => keeper.viewWithin(patienceMs))
      if (view === undefined) return undefined
      try {
        return await work(view.reading)
      } catch (error) {
        if (!isDamage(error)) throw error
        keeper.spoil()
        return undefined
      } finally {
        view.end()
      }
    },
    catchUp: () => turns.take(caughtUp),
    rebuild: () => turns.take(() => timed("asked", () => keeper.rebuild())),
    check: () =>
      turns.take(async () => {
        await caughtUp()
        return keeper.inPicture(({ tx, writer }) => compareTables(tx, writer, settings.tables))
      }),
    close: () => turns.take(() => keeper.close()),
  }
}

async function catchUp(keeper: MirrorKeeper): Promise<MirrorBuilt | undefined> {
  try {
    await keeper.catchUp()
    return undefined
  } catch (error) {
    if (!(error instanceof UnfitMirror)) throw error
    return timed(error.why, () => keeper.rebuild())
  }
}

async function timed(why: MirrorBuilt["why"], work: () => Promise<void>): Promise<MirrorBuilt> {
  const began = performance.now()
  await work()
  return { why, seconds: (performance.now() - began) / 1000 }
}
