import { crc32, inflateRawSync } from "node:zlib"

// A slow reader of our own workbooks, for the tests: by the archive's directory, as spreadsheets read.

/** A cell as a spreadsheet shows it: text, number, or nothing. */
export type SheetCell = string | number | null

/** The sheets of a workbook by their path, row by row. */
export function readWorkbook(file: Buffer): ReadonlyMap<string, readonly (readonly SheetCell[])[]> {
  const parts = readArchive(file)
  const sheets = [...parts].filter(([path]) => path.startsWith("xl/worksheets/"))
  return new Map(sheets.map(([path, xml]) => [path, rowsIn(xml)]))
}

/** Every file of an archive; what does not fit its checksum is no archive. */
export function readArchive(file: Buffer): ReadonlyMap<string, string> {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const count = file.readUInt16LE(end + 10)
  const parts = new Map<string, string>()
  let at = file.readUInt32LE(end + 16)
  for (let entry = 0; entry < count; entry++) {
    const size = file.readUInt32LE(at + 20)
    const nameLength = file.readUInt16LE(at + 28)
    const name = file.toString("utf8", at + 46, at + 46 + nameLength)
    const head = file.readUInt32LE(at + 42)
    const from = head + 30 + file.readUInt16LE(head + 26) + file.readUInt16LE(head + 28)
    const content = inflateRawSync(file.subarray(from, from + size))
    if (crc32(content) !== file.readUInt32LE(at + 16)) throw new Error(`${name} is damaged`)
    parts.set(name, content.toString())
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return parts
}

function rowsIn(xml: string): readonly (readonly SheetCell[])[] {
  return [...xml.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<c\/>|<c ([^>]*)>(.*?)<\/c>/gs)].map(([, attributes = "", content = ""]) => {
      const value = content.replaceAll(/<[^>]*>/g, "")
      if (attributes === "") return null
      return attributes.includes("inlineStr") ? plain(value) : Number(value)
    }),
  )
}

function plain(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/_x([0-9A-F]{4})_/g, (_all, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    )
}
