const pieceSize = 128 * 1024
/** Shorter texts are written sign by sign: asking the runtime costs more than they do. */
const shortText = 48

/** Bytes in network order, written one after the other into memory that grows. */
export class GrowingBytes {
  private buffer = Buffer.allocUnsafeSlow(pieceSize)
  private at = 0

  get length(): number {
    return this.at
  }

  /** What has been written; whoever takes it owns it. */
  take(): Buffer {
    const taken = this.buffer.subarray(0, this.at)
    this.buffer = Buffer.allocUnsafeSlow(pieceSize)
    this.at = 0
    return taken
  }

  byte(value: number): void {
    this.room(1)
    this.buffer[this.at++] = value
  }

  int16(value: number): void {
    this.room(2)
    this.at = this.buffer.writeInt16BE(value, this.at)
  }

  int32(value: number): void {
    this.room(4)
    const { buffer, at } = this
    buffer[at] = value >>> 24
    buffer[at + 1] = value >>> 16
    buffer[at + 2] = value >>> 8
    buffer[at + 3] = value
    this.at = at + 4
  }

  int64(value: bigint): void {
    this.room(8)
    this.at = this.buffer.writeBigInt64BE(value, this.at)
  }

  /** A whole number that is exact in 53 bits; quicker than the same as bigint. */
  safe64(value: number): void {
    this.int32(Math.floor(value / 2 ** 32))
    this.int32(value | 0)
  }

  float32(value: number): void {
    this.room(4)
    this.at = this.buffer.writeFloatBE(value, this.at)
  }

  float64(value: number): void {
    this.room(8)
    this.at = this.buffer.writeDoubleBE(value, this.at)
  }

  append(bytes: Uint8Array): void {
    this.room(bytes.length)
    this.buffer.set(bytes, this.at)
    this.at += bytes.length
  }

  /** A text in UTF-8. */
  text(text: string): void {
    this.room(text.length * 3)
    const { buffer, at } = this
    const end = text.length <= shortText ? shortUtf8(buffer, at, text) : undefined
    this.at = end ?? at + buffer.write(text, at)
  }

  /** Leaves room for a length that is known later; says where. */
  reserveLength(): number {
    const place = this.at
    this.int32(0)
    return place
  }

  /** Writes the length of what came since, there. */
  closeLength(place: number): void {
    this.buffer.writeInt32BE(this.at - place - 4, place)
  }

  private room(size: number): void {
    if (this.at + size <= this.buffer.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.at + size))
    this.buffer.copy(larger, 0, 0, this.at)
    this.buffer = larger
  }
}

/** Where the text ends in the buffer; `undefined` where it holds a sign beyond the basic plane. */
function shortUtf8(buffer: Buffer, start: number, text: string): number | undefined {
  let at = start
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 0x80) buffer[at++] = code
    else if (code < 0x800) {
      buffer[at++] = 0xc0 | (code >> 6)
      buffer[at++] = 0x80 | (code & 0x3f)
    } else if (code < 0xd800 || code > 0xdfff) {
      buffer[at++] = 0xe0 | (code >> 12)
      buffer[at++] = 0x80 | ((code >> 6) & 0x3f)
      buffer[at++] = 0x80 | (code & 0x3f)
    } else return undefined
  }
  return at
}
