import { byteOrderMark, csvLine } from "#collect"
import type { Principal, RecordId } from "#kernel"
import { exportSubjects, type ExportCell, type ExportContext } from "./export-subjects.ts"
import type { FlowPorts } from "./flow-ports.ts"

export const exportWhats = ["membership", "customers", "records", "orders"] as const
export type ExportWhat = (typeof exportWhats)[number]

export const exportFormats = ["csv", "jsonl"] as const
export type ExportFormat = (typeof exportFormats)[number]

export interface ExportRequest {
  readonly principal: Principal
  readonly what: ExportWhat
  readonly format: ExportFormat
  /** Sensitive values in plain instead of masked. Whether the principal may is asked before. */
  readonly reveal?: boolean
  /** CSV with the mark by which spreadsheets know UTF-8. */
  readonly mark?: boolean
}

/**
 * Writes out what the house holds, as pieces of text. No connection is held between pieces; what
 * changes meanwhile may be seen or not. CSV cells are safe to open in a spreadsheet, lists are joined
 * by `; `; JSON lines keep lists, and say `null` where nothing is known.
 */
export async function* exportRows(
  ports: Pick<FlowPorts, "store" | "sealer" | "audit">,
  { principal, what, format, reveal = false, mark = false }: ExportRequest,
): AsyncGenerator<string> {
  const { columns, read } = exportSubjects[what]
  const context: ExportContext = { sealer: ports.sealer, reveal }
  await ports.store.transaction((tx) =>
    ports.audit.write(tx, {
      principal,
      action: "export/write",
      object: `export ${what}`,
      facts: { format, reveal },
    }),
  )
  if (format === "csv") yield (mark ? byteOrderMark : "") + csvLine(columns)
  const write = format === "csv" ? csvOf : (row: ExportRow) => jsonOf(columns, row)
  for (let after: RecordId | undefined; ;) {
    const from: RecordId | undefined = after
    const { rows, next } = await ports.store.read((tx) => read(tx, from, context))
    if (rows.length > 0) yield rows.map(write).join("")
    if (next === undefined) return
    after = next
  }
}

type ExportRow = readonly ExportCell[]

function csvOf(row: ExportRow): string {
  return csvLine(row.map((cell) => (isList(cell) ? cell.join("; ") : cell)))
}

function jsonOf(columns: readonly string[], row: ExportRow): string {
  const said = columns.map((column, at) => [column, row[at] ?? null] as const)
  return `${JSON.stringify(Object.fromEntries(said))}\n`
}

function isList(cell: ExportCell): cell is readonly string[] {
  return Array.isArray(cell)
}
