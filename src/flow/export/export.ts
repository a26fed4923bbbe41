import type { Asker } from "#keep"
import type { ExportFormat, ExportPurpose, RecordId } from "#kernel"
import { writeParquet } from "#store"
import type { FlowPorts } from "../flow-ports.ts"
import type { ExportColumn, ExportRow } from "./export-column.ts"
import { exportSubjects, type ExportContext, type ExportSubject } from "./export-subjects.ts"
import { openListExport, type ListExport } from "./list-subject.ts"
import { writeCsv, writeJsonLines, type Written } from "./write-text.ts"
import { writeXlsx } from "./write-xlsx.ts"

export const exportWhats = ["membership", "customers", "records", "orders"] as const
export type ExportWhat = (typeof exportWhats)[number]

export interface ExportRequest {
  readonly asker: Asker
  readonly what: ExportWhat
  readonly format: ExportFormat
  /** Of customers: which of them, in which order, and what of them. */
  readonly list?: ListExport
  /** Sensitive values in plain instead of masked. Whether the asker may is asked before. */
  readonly reveal?: boolean
  readonly purpose?: ExportPurpose | undefined
  /** CSV with the mark by which spreadsheets know UTF-8. */
  readonly mark?: boolean
  /** For people: their words over the columns and for choices, instead of names and codes. */
  readonly words?: ExportWords | undefined
}

export interface ExportWords {
  readonly title: string
  readonly column: (id: string) => string
  readonly choice: (column: string, code: string) => string
}

type ExportPorts = Pick<FlowPorts, "store" | "sealer" | "audit"> & {
  /** A directory for what must be gathered before it is written. */
  readonly temporary: string
}

/**
 * Writes out what the house holds, piece by piece, however much it is; gives up when its reader does.
 * No connection is held between pieces; what changes meanwhile may be seen or not. Who exported what,
 * and how many rows of it went out, is audited: also of one that was cut off.
 * @throws Failure "keep/question", "keep/unknown-column", "store/unknown-question" before the first piece
 */
export async function openExport(
  ports: ExportPorts,
  request: ExportRequest,
): Promise<AsyncGenerator<string | Uint8Array>> {
  const { reveal = false, words } = request
  const context: ExportContext = { sealer: ports.sealer, reveal, sayChoice: words?.choice }
  const { columns, headings, pieces } = await subjectOf(ports, request, context)
  return audited(ports, request, (count) =>
    write({ columns, headings, pieces: counted(pieces, count) }, ports, request),
  )
}

async function subjectOf(
  { store }: ExportPorts,
  { what, asker, list = {}, words }: ExportRequest,
  context: ExportContext,
): Promise<Written> {
  if (what === "customers") {
    const { columns, pieces } = await openListExport(store, asker, list)
    const headings = columns.map(({ of, name }) => words?.column(of) ?? name)
    return { columns, headings, pieces: pieces(context) }
  }
  const subject = exportSubjects[what]
  const headings = subject.columns.map(({ name }) => name)
  return { columns: subject.columns, headings, pieces: wholeOf(store, subject, context) }
}

async function* wholeOf(
  store: ExportPorts["store"],
  { read }: ExportSubject,
  context: ExportContext,
): AsyncGenerator<readonly ExportRow[]> {
  for (let after: RecordId | undefined; ;) {
    const from: RecordId | undefined = after
    const { rows, next } = await store.read((tx) => read(tx, from, context))
    if (rows.length > 0) yield rows
    if (next === undefined) return
    after = next
  }
}

function write(
  written: Written,
  { temporary }: ExportPorts,
  { format, mark = false, words, what }: ExportRequest,
): AsyncGenerator<string | Uint8Array> {
  if (format === "csv") return writeCsv(written, mark)
  if (format === "jsonl") return writeJsonLines(written)
  if (format === "xlsx") return writeXlsx({ ...written, title: words?.title ?? what })
  return writeParquet(
    { columns: written.columns.map(parquetColumn), pieces: written.pieces },
    temporary,
  )
}

/** A day may be a month or a year: in Parquet it stays text. */
function parquetColumn({ name, kind }: ExportColumn) {
  return { name, kind: kind === "day" ? ("text" as const) : kind }
}

async function* counted(pieces: Written["pieces"], count: (rows: number) => void) {
  for await (const rows of pieces) {
    count(rows.length)
    yield rows
  }
}

/** Says who begins, and at the end, whatever kind of end it is, how much went out. */
async function* audited(
  { store, audit }: ExportPorts,
  { asker, what, format, reveal = false, purpose = "other", list }: ExportRequest,
  writing: (count: (rows: number) => void) => AsyncGenerator<string | Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  const { principal } = asker
  const facts = { format, reveal, purpose, columns: list?.columns?.join(" ") ?? "all" }
  const note = (action: string, more: { readonly rows?: number }) =>
    store.transaction((tx) =>
      audit.write(tx, {
        principal,
        action,
        object: `export ${what}`,
        facts: { ...facts, ...more },
      }),
    )
  await note("export/write", {})
  let rows = 0
  let end = "export/cut"
  try {
    yield* writing((more) => {
      rows += more
    })
    end = "export/written"
  } finally {
    await note(end, { rows })
  }
}
