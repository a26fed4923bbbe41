import { randomUUID } from "node:crypto"
import { addNote, changeNote, type Note, type NoteChange } from "#keep"
import { NoteId } from "#kernel"
import type { Tx } from "#store"
import { keepLock, type FlowPorts, type Run } from "./flow-ports.ts"
import { ensureShadow } from "./shadow.ts"

/** What somebody writes about a customer. */
export interface WritingNote {
  readonly customer: string
  readonly text: string
  readonly pinned: boolean
}

/**
 * Writes a note: it hangs on the shadow of the customer's oldest record and follows it, whatever is
 * joined or separated. @throws Failure "keep/unknown-customer"
 */
export async function writeNote(
  ports: FlowPorts,
  run: Run,
  { customer, text, pinned }: WritingNote,
): Promise<Note> {
  const work = async (tx: Tx): Promise<Note> => {
    const record = await ensureShadow(ports, tx, { customer, run })
    const fresh = { id: NoteId.parse(randomUUID()), record, text, pinned }
    const note = await addNote(tx, fresh, writerOf(ports, run))
    await tell(ports, tx, { note, run, what: "write" })
    return note
  }
  return ports.store.exclusively(keepLock, () => ports.store.transaction(work))
}

/** Changes, pins, deletes or brings back a note. @throws Failure "keep/unknown-note" */
export async function rewriteNote(
  ports: FlowPorts,
  run: Run,
  { note: id, ...change }: NoteChange & { readonly note: NoteId },
): Promise<Note> {
  return ports.store.transaction(async (tx) => {
    const changing = { note: id, change, reader: run.principal }
    const note = await changeNote(tx, changing, writerOf(ports, run))
    await tell(ports, tx, { note, run, what: note.deleted ? "delete" : "change" })
    return note
  })
}

function writerOf({ clock }: FlowPorts, { principal }: Run) {
  return { by: principal.id, now: clock.now() }
}

interface Telling {
  readonly note: Note
  readonly run: Run
  readonly what: "write" | "change" | "delete"
}

/** By ids only. */
async function tell({ journal, audit }: FlowPorts, tx: Tx, { note, run, what }: Telling) {
  const { principal } = run
  const entry = { kind: "note/changed" as const, ids: [note.id, note.record], by: principal.id }
  await journal.append(tx, [entry])
  await audit.write(tx, { principal, action: `note/${what}`, object: `note ${note.id}` })
}
