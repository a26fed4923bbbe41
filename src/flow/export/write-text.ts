import { byteOrderMark, csvLine } from "#collect"
import type { ExportCell, ExportColumn, ExportRow } from "./export-column.ts"

/** What is to be written: columns, what stands over them, and rows as they come. */
export interface Written {
  readonly columns: readonly ExportColumn[]
  /** One for each column: for people, or the names again. */
  readonly headings: readonly string[]
  readonly pieces: AsyncIterable<readonly ExportRow[]>
}

/** CSV whose cells are safe to open in a spreadsheet; lists are joined by `; `. */
export async function* writeCsv(
  { headings, pieces }: Written,
  mark: boolean,
): AsyncGenerator<string> {
  yield (mark ? byteOrderMark : "") + csvLine(headings)
  for await (const rows of pieces) yield rows.map((row) => csvLine(row.map(joined))).join("")
}

/** JSON lines keep lists, and say `null` where nothing is known. For programs: under the columns' names. */
export async function* writeJsonLines({ columns, pieces }: Written): AsyncGenerator<string> {
  for await (const rows of pieces)
    yield rows
      .map((row) => {
        const said = columns.map(({ name }, at) => [name, row[at] ?? null] as const)
        return `${JSON.stringify(Object.fromEntries(said))}\n`
      })
      .join("")
}

/** Several values in one cell. */
export function joined(cell: ExportCell): string | number | null {
  return typeof cell === "object" && cell !== null ? cell.join("; ") : cell
}
