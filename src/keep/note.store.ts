import { sql } from "kysely"
import type { NoteId, PrincipalId, RecordId } from "#kernel"
import type { Tx } from "#store"

/** A note as it is now. */
export interface NoteRow {
  readonly id: NoteId
  readonly record: RecordId
  readonly version: number
  readonly home: RecordId
  readonly text: string
  readonly pinned: boolean
  readonly deleted: boolean
  readonly made: Date
  readonly made_by: PrincipalId
  /** When it was last changed; the same as `made` where it never was. */
  readonly at: Date
}

/** One version of a note that is to be written. */
export interface NoteVersion extends Omit<NoteRow, "made" | "made_by"> {
  readonly by: PrincipalId
}

export async function writeNoteVersion(tx: Tx, note: NoteVersion): Promise<void> {
  const { record, id, version, home, text, pinned, deleted, at, by } = note
  await sql`insert into note (record, id, version, home, text, pinned, deleted, at, by_user)
    values (${record}, ${id}, ${version}, ${home}, ${text}, ${pinned}, ${deleted}, ${at}, ${by})`.execute(
    tx.tables(),
  )
}

/** The notes that hang on these records, those that were deleted left out: pinned first, then the newest. */
export async function notesOn(tx: Tx, records: readonly RecordId[]): Promise<readonly NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    select n.*, f.at as made, f.by_user as made_by from (
      select distinct on (id) * from note where record = any(${records}::uuid[])
      order by id, version desc) n
    join note f on f.record = n.record and f.id = n.id and f.version = 1
    where not n.deleted order by n.pinned desc, f.at desc, n.id`.execute(tx.tables())
  return rows
}

/** A note, deleted or not; `undefined` where there never was one. */
export async function noteOf(tx: Tx, id: NoteId): Promise<NoteRow | undefined> {
  const { rows } = await sql<NoteRow>`
    select n.*, f.at as made, f.by_user as made_by from note n
    join note f on f.record = n.record and f.id = n.id and f.version = 1
    where n.id = ${id} order by n.version desc limit 1`.execute(tx.tables())
  return rows[0]
}

/** How many notes hang on each of these records; those without any are left out. */
export async function countNotes(
  tx: Tx,
  records: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, number>> {
  const counts = Map.groupBy(await notesOn(tx, records), ({ record }) => record)
  return new Map(Array.from(counts, ([record, notes]) => [record, notes.length]))
}

/** Hangs a note on another record, because of a decision. */
export async function fileNote(
  tx: Tx,
  { note, record, decision }: { note: NoteId; record: RecordId; decision: number },
): Promise<void> {
  await sql`insert into note_filing (note, decision, record)
    values (${note}, ${decision}, ${record})`.execute(tx.tables())
  await moveNote(tx, note, record)
}

/** Notes that a decision filed hang again where they would if it had never been made. */
export async function unfileNotes(tx: Tx, decision: number): Promise<void> {
  const { rows } = await sql<{ note: NoteId }>`
    delete from note_filing where decision = ${decision} returning note`.execute(tx.tables())
  for (const { note } of rows) {
    const { rows: left } = await sql<{ record: RecordId }>`
      select record from note_filing where note = ${note} order by decision desc limit 1`.execute(
      tx.tables(),
    )
    const home = (await noteOf(tx, note))?.home
    const record = left[0]?.record ?? home
    if (record !== undefined) await moveNote(tx, note, record)
  }
}

/** Written anew under the other record: a table is never updated in the column that distributes it. */
async function moveNote(tx: Tx, note: NoteId, record: RecordId): Promise<void> {
  await sql`with gone as (delete from note where id = ${note} and record <> ${record} returning *)
    insert into note (record, id, version, home, text, pinned, deleted, at, by_user)
    select ${record}::uuid, id, version, home, text, pinned, deleted, at, by_user from gone`.execute(
    tx.tables(),
  )
}
