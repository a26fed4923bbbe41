import { RecordId } from "#kernel"

const wordsPerId = 4

/** Records by place, in the order of their ids: 16 bytes each, where their texts would take 80. */
export class Roster {
  private words = new Uint32Array(4_096)
  private count = 0

  get size(): number {
    return this.count
  }

  /** Ids are given in their order. */
  add(id: RecordId): void {
    const from = this.count * wordsPerId
    if (from === this.words.length) this.grow()
    this.words.set(wordsOf(id), from)
    if (this.count > 0 && this.compare(this.count - 1, wordsOf(id)) >= 0)
      throw new RangeError("ids must be given in their order")
    this.count += 1
  }

  /** -1 where the id is nobody's. Cost: logarithmic. */
  placeOf(id: RecordId): number {
    const wanted = wordsOf(id)
    let [low, high] = [0, this.count - 1]
    while (low <= high) {
      const middle = (low + high) >>> 1
      const order = this.compare(middle, wanted)
      if (order === 0) return middle
      if (order < 0) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  idAt(place: number): RecordId {
    const from = place * wordsPerId
    const hex = Array.from(this.words.subarray(from, from + wordsPerId), (word) =>
      word.toString(16).padStart(8, "0"),
    ).join("")
    return RecordId.parse(
      [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
        "-",
      ),
    )
  }

  private compare(place: number, words: readonly number[]): number {
    for (const [at, word] of words.entries()) {
      const difference = (this.words[place * wordsPerId + at] ?? 0) - word
      if (difference !== 0) return difference
    }
    return 0
  }

  private grow(): void {
    const grown = new Uint32Array(this.words.length * 2)
    grown.set(this.words)
    this.words = grown
  }
}

function wordsOf(id: RecordId): readonly number[] {
  return [
    Number.parseInt(id.slice(0, 8), 16),
    Number.parseInt(id.slice(9, 13) + id.slice(14, 18), 16),
    Number.parseInt(id.slice(19, 23) + id.slice(24, 28), 16),
    Number.parseInt(id.slice(28, 36), 16),
  ]
}
