import { ensureSource, rawRows, type Batch, type RawChunk } from "#collect"
import { arrive, isRefusal, receptionOf, type Arrival, type Refusal } from "./arrival.ts"
import type { FlowPorts, Run } from "./flow-ports.ts"
import type { Progress } from "./progress.ts"

/** Every row of a batch, taken or refused: their number is that of the file's rows. */
export interface CleansedBatch {
  readonly arrivals: readonly Arrival[]
  readonly refusals: readonly Refusal[]
}

interface Source {
  readonly id: Batch["source"]["id"]
  readonly no: number
}

/** Reads the rows as they came and makes records of them. The same each time it is done. */
export async function cleanseBatch(
  ports: FlowPorts,
  batch: Batch,
  { run, progress }: { readonly run: Run; readonly progress: Progress },
): Promise<CleansedBatch> {
  const reception = receptionOf(batch, ports.sealer)
  const arrivals: Arrival[] = []
  const refusals: Refusal[] = []
  const sources = new Map<string, Source>()
  for await (const chunk of rawRows(ports, batch.id)) {
    await nameSources(ports, { run, batch, chunk, sources, column: reception.sourceColumn })
    for (const raw of chunk.rows) {
      const name = sourceNameOf(raw.cells, reception.sourceColumn)
      const arrived = arrive(reception, raw, sources.get(name) ?? batch.source)
      if (isRefusal(arrived)) refusals.push(arrived)
      else arrivals.push(arrived)
    }
    await progress.at("cleansing", arrivals.length + refusals.length)
  }
  return { arrivals, refusals }
}

const longestSourceName = 200

function sourceNameOf(cells: readonly string[] | undefined, column: number | undefined): string {
  if (cells === undefined || column === undefined) return ""
  return (cells[column] ?? "").trim().slice(0, longestSourceName)
}

interface Naming {
  readonly run: Run
  readonly batch: Batch
  readonly chunk: RawChunk
  readonly sources: Map<string, Source>
  readonly column: number | undefined
}

/** Sources that a column names, made where they are new. A row that names none is of the batch's. */
async function nameSources(ports: FlowPorts, naming: Naming): Promise<void> {
  const { run, batch, chunk, sources, column } = naming
  if (column === undefined) return
  const names = new Set(chunk.rows.map(({ cells }) => sourceNameOf(cells, column)))
  names.delete("")
  const unknown = [...names].filter((name) => !sources.has(name))
  if (unknown.length === 0) return
  await ports.store.transaction(async (tx) => {
    for (const name of unknown) {
      const wanted = { name, kind: batch.source.kind, principal: run.principal }
      sources.set(name, await ensureSource(tx, wanted))
    }
  })
}
