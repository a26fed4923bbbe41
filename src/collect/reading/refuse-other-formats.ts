import { Failure } from "#kernel"

interface Format {
  /** Name that everybody knows it by. */
  readonly format: string
  readonly failure: "collect/workbook" | "collect/archive" | "collect/not-a-table"
  readonly matches: (head: Buffer, start: string) => boolean
}

const zip = (start: string) => start.startsWith("PK\u0003\u0004")

/** Files that people send as tables and that are none. The first that matches is it. */
const formats: readonly Format[] = [
  workbook("XLSX", (head, start) => zip(start) && head.includes("xl/")),
  workbook("ODS", (head, start) => zip(start) && head.includes("opendocument.spreadsheet")),
  workbook("XLS", (_head, start) => start.startsWith("\u00d0\u00cf\u0011\u00e0")),
  document("DOCX", (head, start) => zip(start) && head.includes("word/")),
  archive("ZIP", (_head, start) => zip(start)),
  archive("GZIP", (_head, start) => start.startsWith("\u001f\u008b")),
  archive("ZSTD", (_head, start) => start.startsWith("\u0028\u00b5\u002f\u00fd")),
  archive("7Z", (_head, start) => start.startsWith("7z\u00bc\u00af")),
  archive("RAR", (_head, start) => start.startsWith("Rar!")),
  document("PDF", (_head, start) => start.startsWith("%PDF-")),
  document("RTF", (_head, start) => start.startsWith("{\\rtf")),
  document("PNG", (_head, start) => start.startsWith("\u0089PNG")),
  document("JPEG", (_head, start) => start.startsWith("\u00ff\u00d8\u00ff")),
  document("GIF", (_head, start) => start.startsWith("GIF8")),
  document("SQLite", (_head, start) => start.startsWith("SQLite format 3")),
  document("Parquet", (_head, start) => start.startsWith("PAR1")),
  // Many systems "export to Excel" by giving a page of HTML another name.
  workbook("HTML", (_head, start) =>
    /^\s*<(!doctype\s+html|html|head|body|table|meta)\b/i.test(start),
  ),
  document("XML", (_head, start) => /^\s*<\?xml\b/i.test(start)),
]

/**
 * Recognises by its first bytes what is not a table of text, and says what to do with it.
 * @throws Failure "collect/workbook" | "collect/archive" | "collect/not-a-table"
 */
export function refuseOtherFormats(head: Buffer): void {
  const start = head.toString("latin1", 0, 512).replace(/^\u00ef\u00bb\u00bf/, "")
  const found = formats.find(({ matches }) => matches(head, start))
  if (found !== undefined) throw new Failure(found.failure, { format: found.format })
}

/**
 * Text may hold a stray control character; a program or a picture is full of them.
 * @throws Failure "collect/not-a-table"
 */
export function refuseBinary(head: Buffer): void {
  const controls = head.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0)
  if (controls > 8 && controls > head.length / 100)
    throw new Failure("collect/not-a-table", { format: "binary" })
}

function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c
}

function workbook(format: string, matches: Format["matches"]): Format {
  return { format, failure: "collect/workbook", matches }
}

function archive(format: string, matches: Format["matches"]): Format {
  return { format, failure: "collect/archive", matches }
}

function document(format: string, matches: Format["matches"]): Format {
  return { format, failure: "collect/not-a-table", matches }
}
