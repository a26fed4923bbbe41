import type { FileContent, Reading } from "./send-file.ts"

/** A file of this visit: so long it can be read another way without being chosen again. */
export interface HeldFile {
  readonly file: File
  readonly content: FileContent
  readonly reading: Reading
}

const held = new Map<string, HeldFile>()
const most = 5

export function holdFile(batch: string, file: HeldFile): void {
  held.set(batch, file)
  const [oldest] = held.keys()
  if (held.size > most && oldest !== undefined) held.delete(oldest)
}

export function heldFile(batch: string): HeldFile | undefined {
  return held.get(batch)
}
