import { Failure, type NoteId, type PrincipalId, type RecordId } from "#kernel"
import type { Tx } from "#store"
import { visibleRecords } from "./case.store.ts"
import { findCustomer, type Reader } from "./find-customer.store.ts"
import { noteOf, notesOn, writeNoteVersion, type NoteRow } from "./note.store.ts"

/** What somebody wrote about a customer. */
export interface Note {
  readonly id: NoteId
  /** The record it hangs on: it goes where that goes. */
  readonly record: RecordId
  readonly text: string
  /** Stands first. */
  readonly pinned: boolean
  readonly deleted: boolean
  readonly by: PrincipalId
  readonly made: string
  /** `null` where it is as it was written. */
  readonly changed: string | null
}

/** The notes of a customer: pinned ones first, then the newest. @throws Failure "keep/unknown-customer" */
export async function readNotes(tx: Tx, asked: string, reader: Reader): Promise<Note[]> {
  const { row } = await findCustomer(tx, asked, reader)
  const records = await visibleRecords(tx, row.members, reader)
  return (await notesOn(tx, records)).map(told)
}

/** Who changes notes, and when. */
export interface Writer {
  readonly by: PrincipalId
  readonly now: Date
}

export interface NewNote {
  readonly id: NoteId
  readonly record: RecordId
  readonly text: string
  readonly pinned: boolean
}

/** Hangs a note on a record. */
export async function addNote(tx: Tx, note: NewNote, { by, now }: Writer): Promise<Note> {
  const version = { ...note, home: note.record, version: 1, deleted: false, at: now }
  await writeNoteVersion(tx, { ...version, by })
  return told({ ...version, made: now, made_by: by })
}

/** What is to be otherwise; what is not named stays. */
export interface NoteChange {
  readonly text?: string | undefined
  readonly pinned?: boolean | undefined
  readonly deleted?: boolean | undefined
}

/**
 * Writes another version of a note; the ones before are kept.
 * @throws Failure "keep/unknown-note", also where the reader may not see the record it hangs on
 */
export async function changeNote(
  tx: Tx,
  { note, change, reader }: { note: NoteId; change: NoteChange; reader: Reader },
  { by, now }: Writer,
): Promise<Note> {
  const known = await noteOf(tx, note)
  const seen = known === undefined ? [] : await visibleRecords(tx, [known.record], reader)
  if (known === undefined || seen.length === 0) throw new Failure("keep/unknown-note")
  const { made, made_by, ...row } = known
  const { text = row.text, pinned = row.pinned, deleted = row.deleted } = change
  const next = { ...row, text, pinned, deleted, version: row.version + 1, at: now }
  await writeNoteVersion(tx, { ...next, by })
  return told({ ...next, made, made_by })
}

function told({ id, record, text, pinned, deleted, made, made_by, at, version }: NoteRow): Note {
  return {
    id,
    record,
    text,
    pinned,
    deleted,
    by: made_by,
    made: made.toISOString(),
    changed: version === 1 ? null : at.toISOString(),
  }
}
