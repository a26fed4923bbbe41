import { elementWriters, typeWriters, type Write } from "./binary-values.ts"
import { GrowingBytes } from "./growing-bytes.ts"
import type { TypesByColumn } from "./column-types.ts"
import type { CopyValue } from "./tx.ts"

// PostgreSQL's binary format of COPY, version 11 bytes of signature, flags, no extension; each row is
// the number of its fields and then each field behind its length.
// Source: PostgreSQL 18 documentation, COPY, "Binary Format".

const signature = Buffer.from("PGCOPY\n\u00ff\r\n\0", "latin1")
const noFlags = 0
const noExtension = 0
const endOfRows = -1

/** How to write each of the columns; `undefined` if one of them is of a type we write as text only. */
export function binaryWriters(
  types: TypesByColumn,
  columns: readonly string[],
): readonly Write[] | undefined {
  const writers: Write[] = []
  for (const column of columns) {
    const type = types.get(column) ?? 0
    const write = typeWriters.get(type) ?? elementWriters.get(type)
    if (write === undefined) return undefined
    writers.push(write)
  }
  return writers
}

/** Rows in the binary format, gathered until they are taken. */
export class BinaryLines {
  private readonly writers: readonly Write[]
  private readonly bytes = new GrowingBytes()

  constructor(writers: readonly Write[]) {
    this.writers = writers
    this.bytes.append(signature)
    this.bytes.int32(noFlags)
    this.bytes.int32(noExtension)
  }

  row(values: readonly CopyValue[]): void {
    const { bytes, writers } = this
    bytes.int16(writers.length)
    for (let at = 0; at < writers.length; at += 1) {
      const value = values[at]
      if (value === null || value === undefined) bytes.int32(-1)
      else writers[at]?.(bytes, value)
    }
  }

  get size(): number {
    return this.bytes.length
  }

  take(): Buffer {
    return this.bytes.take()
  }

  end(): Buffer {
    this.bytes.int16(endOfRows)
    return this.bytes.take()
  }
}
