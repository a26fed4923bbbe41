import { dictionary, type CustomerId, type Held, type Holding } from "#kernel"
import type { Tx } from "#store"
import { memberIds, readCase, type Case } from "./case.ts"
import { readHistory } from "./holding.store.ts"
import { notesOn, type NoteRow } from "./note.store.ts"
import type { KeptRecord } from "./kept-record.ts"
import { shownGolden } from "./shown-golden.ts"
import { toldSource } from "./member.ts"

/** What keep holds of a customer: its golden values, its records, what its golden row said before. */
export const keepHolding: Holding<Tx> = {
  stage: "keep",
  async describe(tx: Tx, customer: CustomerId): Promise<readonly Held[]> {
    // The customer itself asks: what departments see of it is no matter here.
    const found = await readCase(tx, customer, { departments: "all" })
    const history = await readHistory(tx, found.row.id)
    return [
      { what: "holding.keep.golden", count: 1, items: [{ ...shownGolden(found.row) }] },
      heldRecords(found),
      heldNotes(await notesOn(tx, memberIds(found))),
      { what: "holding.keep.history", count: history.length, items: history },
    ].filter(({ count }) => count > 0)
  },
}

function heldNotes(notes: readonly NoteRow[]): Held {
  const items = notes.map(({ text, pinned, made }) => ({ text, pinned, made: made.toISOString() }))
  return { what: "holding.keep.notes", count: items.length, items }
}

function heldRecords({ members, sources }: Case): Held {
  const items = members.map(({ record }) => ({
    source: toldSource(record, sources).name,
    sourceKey: record.sourceKey,
    batch: record.batch === 0 ? null : record.batch,
    row: record.row,
    observed: new Date(record.observed).toISOString(),
    ...valuesOf(record),
  }))
  return { what: "holding.keep.records", count: items.length, items }
}

/** Sealed values by their masks. */
function valuesOf({ clean }: KeptRecord): Readonly<Record<string, readonly string[]>> {
  const values: Record<string, readonly string[]> = {}
  for (const { id, sensitive } of dictionary) {
    const said = (clean[id] ?? []).flatMap(({ v, m }) => (sensitive ? m : v) ?? [])
    if (said.length > 0) values[id] = said
  }
  return values
}
