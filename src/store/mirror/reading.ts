import type { RawBuilder } from "kysely"
import type { DuckConnection, MirrorColumns, MirrorRow } from "./duck.ts"
import { printStatement } from "./statement.ts"

/** One consistent picture of the mirror. Statements are printed by `sql` of kysely, for DuckDB. */
export interface MirrorReading {
  /** Values by column: of many rows the quickest. */
  columns(statement: RawBuilder<unknown>): Promise<MirrorColumns>
  rows(statement: RawBuilder<unknown>): Promise<readonly MirrorRow[]>
}

export function readingOn(connection: DuckConnection): MirrorReading {
  const columns = (statement: RawBuilder<unknown>) => {
    const { text, parameters } = printStatement(statement)
    return connection.read(text, parameters)
  }
  return { columns, rows: async (statement) => rowsIn(await columns(statement)) }
}

function rowsIn({ names, columns }: MirrorColumns): readonly MirrorRow[] {
  const count = columns[0]?.length ?? 0
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(names.map((name, at) => [name, columns[at]?.[row] ?? null])),
  )
}
