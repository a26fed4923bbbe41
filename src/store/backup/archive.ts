import { createWriteStream, createReadStream, rmSync } from "node:fs"
import { open } from "node:fs/promises"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib"
import { extract, pack, type Pack } from "tar-stream"

/** A tar within zstd: one file that can be read by anyone, with a checksum at its end. */
export interface Archive {
  directory(name: string): Promise<void>
  text(name: string, content: string): Promise<void>
  /** Exactly as many bytes as the file has at first; PostgreSQL mends what changes meanwhile. */
  file(name: string, path: string): Promise<void>
}

/** Writes an archive through `work`; a file that did not become whole is taken away. */
export async function writeArchive(
  path: string,
  work: (archive: Archive) => Promise<void>,
): Promise<void> {
  const tar = pack()
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } })
  const ending = new AbortController()
  const sink = createWriteStream(path, { flags: "wx", mode: 0o600, flush: true })
  const written = pipeline(tar, compress, sink, { signal: ending.signal })
  try {
    await Promise.race([
      work(archiveOf(tar)),
      written.then(() => Promise.reject(new Error("ended early"))),
    ])
    tar.finalize()
    await written
  } catch (error) {
    ending.abort(error)
    await written.catch(() => undefined)
    rmSync(path, { force: true })
    throw error
  }
}

export interface ArchivedEntry {
  readonly name: string
  readonly isDirectory: boolean
  readonly content: Readable
}

/** Hands over the entries of an archive in order. Ends with an error if the file is not whole. */
export async function readArchive(
  path: string,
  take: (entry: ArchivedEntry) => Promise<void>,
): Promise<void> {
  const untar = extract()
  const reading = pipeline(createReadStream(path), createZstdDecompress(), untar)
  const taking = async () => {
    for await (const entry of untar) {
      const { name, type } = entry.header
      await take({ name, isDirectory: type === "directory", content: Readable.from(entry) })
      entry.resume()
    }
  }
  await Promise.all([reading, taking()])
}

function archiveOf(tar: Pack): Archive {
  return {
    directory: (name) => finished(tar, (done) => tar.entry({ name, type: "directory" }, done)),
    text: (name, content) => finished(tar, (done) => tar.entry({ name }, content, done)),
    async file(name, path) {
      const handle = await open(path, "r")
      try {
        const { size } = await handle.stat()
        if (size === 0) return await this.text(name, "")
        const source = handle.createReadStream({ end: size - 1, autoClose: false })
        await finished(tar, (done) => {
          const entry = tar.entry({ name, size }, done)
          pipeline(padded(source, size), entry).catch(done)
        })
      } finally {
        await handle.close()
      }
    },
  }
}

async function finished(
  tar: Pack,
  start: (done: (error?: unknown) => void) => void,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const closed = () => reject(new Error("the archive was closed"))
  tar.once("close", closed)
  start((error) => (error instanceof Error ? reject(error) : resolve()))
  await promise.finally(() => tar.removeListener("close", closed))
}

/** A file that was cut short meanwhile: the log of the server says what belongs there. */
async function* padded(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let left = size
  for await (const piece of source) {
    left -= piece.length
    yield piece
  }
  const zeros = Buffer.alloc(64 * 1024)
  for (; left > 0; left -= zeros.length) yield zeros.subarray(0, Math.min(left, zeros.length))
}
