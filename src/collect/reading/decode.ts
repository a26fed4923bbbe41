import { isAscii } from "node:buffer"
import { Failure } from "#kernel"
import type { Encoding } from "./dialect.ts"
import { encodingOfLines, linesOf, wholeCharacters } from "./encoding.ts"
import { endlessRow } from "./limits.ts"
import type { Newline } from "./split-rows.ts"

/** Bytes into text, block by block. What cannot be decoded is carried through, see `bytesOf`. */
export interface Decoder {
  /** Text in which the last row may be incomplete. */
  decode(bytes: Buffer): string
  /** What was held back for lack of an end of line. */
  end(): string
  /** What the bytes turned out to be; UTF-8 if they were all ASCII. */
  encoding(): Encoding
}

export function decoderOf(encoding: Encoding | undefined, newline: Newline): Decoder {
  if (encoding === "utf-16le" || encoding === "utf-16be") return wideDecoder(encoding)
  return lineDecoder(encoding, newline === "\n" ? 0x0a : 0x0d)
}

/** UTF-16: half a surrogate pair stays as it is and marks its row. */
function wideDecoder(encoding: "utf-16le" | "utf-16be"): Decoder {
  let odd = Buffer.alloc(0)
  return {
    decode(bytes) {
      const all = Buffer.concat([odd, bytes])
      const even = all.length - (all.length % 2)
      odd = all.subarray(even)
      const units = all.subarray(0, even)
      return (encoding === "utf-16be" ? units.swap16() : units).toString("utf16le")
    },
    // A file cut in the middle of a character: a lone surrogate marks the row as undecodable.
    end: () => (odd.length === 0 ? "" : escapeByte(odd[0] ?? 0)),
    encoding: () => encoding,
  }
}

/** UTF-8 and GB18030: whole lines at a time, so that one bad byte costs one row. */
function lineDecoder(known: Encoding | undefined, newline: number): Decoder {
  let encoding = known
  let held: Buffer[] = []
  let heldBytes = 0
  const hold = (bytes: Buffer): void => {
    held.push(bytes)
    heldBytes += bytes.length
    if (heldBytes > endlessRow) throw new Failure("collect/endless-row", { limit: endlessRow })
  }
  const release = (bytes: Buffer, end: number): string => {
    const ready = Buffer.concat([...held, bytes.subarray(0, end)])
    held = []
    heldBytes = 0
    hold(bytes.subarray(end))
    encoding ??= encodingOfLines(ready)
    return encoding === undefined ? ready.toString("latin1") : decodeLines(encoding, ready)
  }
  return {
    decode(bytes) {
      const end = bytes.lastIndexOf(newline) + 1
      if (end > 0) return release(bytes, end)
      if (heldBytes > longHeld && encoding !== "gb18030")
        return release(bytes, wholeCharacters(bytes))
      hold(bytes)
      return ""
    },
    end: () => release(Buffer.alloc(0), 0),
    encoding: () => encoding ?? "utf-8",
  }
}

// So much without an end of line is decoded in pieces, for the splitter to find the open quote in it.
// Not in GB18030, where the end of a character cannot be seen from behind.
const longHeld = 1024 * 1024

const strict = {
  "utf-8": new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }),
  gb18030: new TextDecoder("gb18030", { fatal: true, ignoreBOM: true }),
}

function decodeLines(encoding: Encoding, bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString("latin1")
  const decoder = encoding === "gb18030" ? strict.gb18030 : strict["utf-8"]
  return (
    tryDecode(decoder, bytes) ??
    linesOf(bytes)
      .map((line) => decodeLine(decoder, line))
      .join("")
  )
}

function decodeLine(decoder: TextDecoder, line: Buffer): string {
  return tryDecode(decoder, line) ?? Array.from(line, escapeByte).join("")
}

function tryDecode(decoder: TextDecoder, bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

// A line that cannot be decoded travels as its bytes: ASCII as itself, every other byte as a lone
// surrogate, which no decoded text contains. So rows are still found, and the bytes come back.
const escaped = 0xdc00

function escapeByte(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : escaped + byte)
}

/** The bytes of a text that could not be decoded (`!text.isWellFormed()`). */
export function bytesOf(text: string, encoding: Encoding): Buffer {
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le")
  if (encoding === "utf-16be") return Buffer.from(text, "utf16le").swap16()
  return Buffer.concat(text.split(/(\p{Surrogate}+)/u).map(unescapePart))
}

function unescapePart(part: string): Buffer {
  if (part.isWellFormed()) return Buffer.from(part)
  return Buffer.from(Array.from(part, (unit) => unit.charCodeAt(0) - escaped))
}
