import { pipeline } from "node:stream/promises"
import { Readable } from "node:stream"
import { crc32, createDeflateRaw } from "node:zlib"
import { Failure } from "#kernel"

/** A file inside the archive, its content as it comes. */
export interface ZipEntry {
  readonly path: string
  readonly content: AsyncIterable<string>
}

interface Kept {
  readonly path: Buffer
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

// Sizes of the plain format take four bytes.
const largest = 0xff_ff_ff_ff
const version = 20
// Sizes follow the content; names are UTF-8.
const flags = 0x08_08
const deflated = 8
// 1980-01-01, the first day there is: the same rows give the same file.
const day = 0x21

/**
 * An archive written while its content comes: nothing is held but the piece in hand.
 * @throws Failure "flow/file-too-large" beyond 4 GB
 */
export async function* zip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const kept: Kept[] = []
  let offset = 0
  for await (const entry of entries) {
    const path = Buffer.from(entry.path)
    const head = localHead(path)
    yield head
    const tally = { crc: 0, size: 0, packed: 0 }
    for await (const chunk of pack(entry.content, tally)) yield chunk
    if (tally.size > largest || offset > largest) throw new Failure("flow/file-too-large")
    yield trailer(tally)
    kept.push({ path, ...tally, offset })
    offset += head.length + tally.packed + 16
  }
  yield directory(kept, offset)
}

interface Tally {
  crc: number
  size: number
  packed: number
}

async function* pack(content: AsyncIterable<string>, tally: Tally): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw()
  const done = pipeline(Readable.from(counted(content, tally)), deflate)
  // What goes wrong is thrown by the reading below; this promise only says it again.
  done.catch(() => undefined)
  for await (const chunk of deflate) {
    const bytes = Buffer.from(chunk)
    tally.packed += bytes.length
    yield bytes
  }
  await done
}

async function* counted(content: AsyncIterable<string>, tally: Tally): AsyncGenerator<Buffer> {
  for await (const text of content) {
    const bytes = Buffer.from(text)
    tally.crc = crc32(bytes, tally.crc)
    tally.size += bytes.length
    yield bytes
  }
}

function localHead(path: Buffer): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04_03_4b_50, 0)
  head.writeUInt16LE(version, 4)
  head.writeUInt16LE(flags, 6)
  head.writeUInt16LE(deflated, 8)
  head.writeUInt16LE(day, 12)
  head.writeUInt16LE(path.length, 26)
  return Buffer.concat([head, path])
}

function trailer({ crc, packed, size }: Tally): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32LE(0x08_07_4b_50, 0)
  bytes.writeUInt32LE(crc, 4)
  bytes.writeUInt32LE(packed, 8)
  bytes.writeUInt32LE(size, 12)
  return bytes
}

function directory(kept: readonly Kept[], offset: number): Buffer {
  const entries = Buffer.concat(kept.map(directoryEntry))
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06_05_4b_50, 0)
  end.writeUInt16LE(kept.length, 8)
  end.writeUInt16LE(kept.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([entries, end])
}

function directoryEntry({ path, crc, packed, size, offset }: Kept): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02_01_4b_50, 0)
  entry.writeUInt16LE(version, 4)
  entry.writeUInt16LE(version, 6)
  entry.writeUInt16LE(flags, 8)
  entry.writeUInt16LE(deflated, 10)
  entry.writeUInt16LE(day, 14)
  entry.writeUInt32LE(crc, 16)
  entry.writeUInt32LE(packed, 20)
  entry.writeUInt32LE(size, 24)
  entry.writeUInt16LE(path.length, 28)
  entry.writeUInt32LE(offset, 42)
  return Buffer.concat([entry, path])
}
