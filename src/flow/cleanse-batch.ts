import { ensureSource, rawRows, standings, type Batch, type RawRow } from "#collect"
import { randomIds, SourceId } from "#kernel"
import {
  arrive,
  isRefusal,
  receptionOf,
  type Arrival,
  type Refusal,
  type RowSource,
} from "./arrival.ts"
import type { FlowPorts, Run } from "./flow-ports.ts"
import type { Progress } from "./progress.ts"

/** Every row of a batch, taken or refused: their number is that of the file's rows. */
export interface CleansedBatch {
  readonly arrivals: readonly Arrival[]
  readonly refusals: readonly Refusal[]
}

/** How the names in a source column become sources. */
export type NameSources = (names: readonly string[]) => Promise<ReadonlyMap<string, RowSource>>

export interface Cleansing {
  readonly progress: Progress
  readonly nameSources: NameSources
  /** Rows that lie in memory at once, about. */
  readonly portionSize?: number | undefined
}

const usualPortionSize = 50_000

/**
 * Reads the rows as they came and makes records of them: the same each time it is done. In portions,
 * in the order of the file, so that no file is too large for the memory.
 */
export async function* cleansePortions(
  ports: FlowPorts,
  batch: Batch,
  { progress, nameSources, portionSize = usualPortionSize }: Cleansing,
): AsyncGenerator<CleansedBatch> {
  const reception = receptionOf(batch, ports.sealer)
  let arrivals: Arrival[] = []
  let refusals: Refusal[] = []
  let before = 0
  const sources = new Map<string, RowSource>()
  for await (const { rows } of rawRows(ports, batch.id)) {
    const named = namesIn(rows, reception.sourceColumn).filter((name) => !sources.has(name))
    if (named.length > 0) {
      for (const [name, source] of await nameSources(named)) sources.set(name, source)
    }
    for (const raw of rows) {
      const name = sourceNameOf(raw, reception.sourceColumn)
      const arrived = arrive(reception, raw, sources.get(name) ?? batch.source)
      if (isRefusal(arrived)) refusals.push(arrived)
      else arrivals.push(arrived)
    }
    const taken = arrivals.length + refusals.length
    await progress.at("cleansing", before + taken)
    if (taken < portionSize) continue
    yield { arrivals, refusals }
    before += taken
    arrivals = []
    refusals = []
  }
  if (arrivals.length + refusals.length > 0) yield { arrivals, refusals }
}

const longestSourceName = 200

/** A row that names no source is of the batch's. */
function namesIn(rows: readonly RawRow[], column: number | undefined): readonly string[] {
  if (column === undefined) return []
  const names = new Set(rows.map((row) => sourceNameOf(row, column)))
  names.delete("")
  return [...names]
}

function sourceNameOf({ cells }: RawRow, column: number | undefined): string {
  if (cells === undefined || column === undefined) return ""
  return (cells[column] ?? "").trim().slice(0, longestSourceName)
}

/** Makes sources that are new. */
export function makingSources({ store }: FlowPorts, batch: Batch, run: Run): NameSources {
  return (names) =>
    store.transaction(async (tx) => {
      const sources = new Map<string, RowSource>()
      for (const name of names) {
        const wanted = { name, kind: batch.source.kind, principal: run.principal }
        sources.set(name, await ensureSource(tx, wanted))
      }
      return sources
    })
}

/** Finds sources that are there, and stands in for those that would be made. */
export function supposingSources({ store }: FlowPorts): NameSources {
  let supposed = 0
  return async (names) => {
    const known = await store.read(standings)
    const byName = new Map(Array.from(known.values(), (source) => [source.name, source]))
    return new Map(names.map((name) => [name, byName.get(name) ?? supposedSource((supposed -= 1))]))
  }
}

/** Numbers below 0 are nobody's. */
function supposedSource(no: number): RowSource {
  return { id: SourceId.parse(randomIds.uuid()), no }
}
