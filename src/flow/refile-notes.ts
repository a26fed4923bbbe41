import { evidence, fileNote, notesOn } from "#keep"
import { Failure, type NoteId, type RecordId } from "#kernel"
import type { Tx } from "#store"
import type { FlowPorts, Run } from "./flow-ports.ts"
import { ensureShadow } from "./shadow.ts"

/** On which side of a separation a note goes on. */
export interface NoteSide {
  readonly note: NoteId
  readonly side: "taken" | "rest"
}

export interface Refiling {
  readonly run: Run
  readonly decision: number
  readonly taken: readonly RecordId[]
  readonly rest: readonly RecordId[]
  readonly notes: readonly NoteSide[]
}

/**
 * Hangs notes on the side where a person says they belong; one that is there already stays where it
 * is. Taken back with the separation. @throws Failure "keep/unknown-note"
 */
export async function refileNotes(ports: FlowPorts, tx: Tx, refiling: Refiling): Promise<void> {
  const { run, decision, taken, rest, notes } = refiling
  if (notes.length === 0) return
  const hanging = new Map((await notesOn(tx, [...taken, ...rest])).map((note) => [note.id, note]))
  for (const { note, side } of notes) {
    const known = hanging.get(note)
    const [aim] = side === "taken" ? taken : rest
    if (known === undefined || aim === undefined) throw new Failure("keep/unknown-note")
    if (await isTogether(tx, known.record, aim)) continue
    const record = await ensureShadow(ports, tx, { customer: aim, run })
    await fileNote(tx, { note, record, decision })
  }
}

async function isTogether(tx: Tx, one: RecordId, other: RecordId): Promise<boolean> {
  const live = await evidence.current(tx, [one, other])
  return new Set(live.map(({ customer }) => customer)).size < 2
}
