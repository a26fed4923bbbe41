import { isAscii, isUtf8 } from "node:buffer"
import type { Encoding } from "./dialect.ts"

interface ByteOrderMark {
  readonly encoding: Encoding
  readonly mark: Buffer
}

const marks: readonly ByteOrderMark[] = [
  { encoding: "utf-8", mark: Buffer.from([0xef, 0xbb, 0xbf]) },
  { encoding: "utf-16le", mark: Buffer.from([0xff, 0xfe]) },
  { encoding: "utf-16be", mark: Buffer.from([0xfe, 0xff]) },
  { encoding: "gb18030", mark: Buffer.from([0x84, 0x31, 0x95, 0x33]) },
]

export interface FoundEncoding {
  /** `undefined`: only ASCII so far, the first other byte will tell. */
  readonly encoding: Encoding | undefined
  /** Bytes of the mark at the beginning, which belong to no cell. */
  readonly skip: number
}

/** The encoding that the beginning of a file speaks for. */
export function findEncoding(head: Buffer): FoundEncoding {
  const marked = marks.find(({ mark }) => head.subarray(0, mark.length).equals(mark))
  if (marked !== undefined) return { encoding: marked.encoding, skip: marked.mark.length }
  return { encoding: findWide(head) ?? encodingOfLines(head), skip: 0 }
}

/**
 * UTF-8 or GB18030, by lines, because files put together by hand mix them: the one that more lines
 * can be read in. Chinese in UTF-8 nearly always reads as some GB18030 too, so UTF-8 is asked first.
 */
export function encodingOfLines(bytes: Buffer): Encoding | undefined {
  if (isAscii(bytes)) return undefined
  if (isUtf8(bytes.subarray(0, wholeCharacters(bytes)))) return "utf-8"
  const telling = linesOf(bytes).filter((line) => !isAscii(line))
  const asUtf8 = telling.filter((line) => isUtf8(line)).length
  return asUtf8 * 2 >= telling.length ? "utf-8" : "gb18030"
}

/** UTF-16 without a mark: every ASCII character brings a zero, always on the same side. */
function findWide(head: Buffer): Encoding | undefined {
  const zeros = [0, 0]
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const enough = Math.max(4, head.length / 64)
  if (odd >= enough && even <= odd / 50) return "utf-16le"
  if (even >= enough && odd <= even / 50) return "utf-16be"
  return undefined
}

/** Length without the character that a block of UTF-8 may end in the middle of. */
export function wholeCharacters(bytes: Buffer): number {
  for (let at = bytes.length - 1; at >= 0 && at >= bytes.length - 4; at--) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) return at
  }
  return bytes.length
}

/** Lines of a block of bytes; 0x0A is no part of any character in UTF-8 or GB18030. */
export function linesOf(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = []
  let from = 0
  for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, from)) {
    lines.push(bytes.subarray(from, end + 1))
    from = end + 1
  }
  if (from < bytes.length) lines.push(bytes.subarray(from))
  return lines
}
