import { sql } from "kysely"
import type { SourceId } from "#kernel"
import type { Tx } from "#store"

/** What a reader is told of a source. */
export interface NamedSource {
  readonly id: SourceId
  readonly no: number
  readonly name: string
  readonly kind: string
  readonly trust: number
}

/** Every source by its number: there are few. */
export async function readSources(tx: Tx): Promise<ReadonlyMap<number, NamedSource>> {
  const { rows } = await sql<NamedSource>`
    select id, no, name, kind, trust from source_view`.execute(tx.tables<unknown>())
  return new Map(rows.map((row) => [row.no, row]))
}
