import { dictionary, type FieldId } from "#kernel"
import type { Tx } from "#store"
import { memberIds, readCase, type Case, type CaseMember } from "./case.ts"
import { countEvents } from "./event-totals.store.ts"
import type { Reader } from "./find-customer.store.ts"
import { memberOf, type Member } from "./member.ts"
import { hasWon, testimonyOf, type Testimony } from "./testimony.ts"

/** A value in a cell of the table. */
export interface Cell extends Testimony {
  readonly won: boolean
}

/** Fields × records: who says what, and which of it counts. */
export interface EvidenceTable {
  readonly members: Member[]
  readonly fields: { readonly field: FieldId; readonly cells: Cell[][] }[]
}

/** @throws Failure "keep/unknown-customer" */
export async function readEvidenceTable(
  tx: Tx,
  asked: string,
  reader: Reader,
): Promise<EvidenceTable> {
  const found = await readCase(tx, asked, reader)
  const { members, sources } = found
  const events = await countEvents(tx, memberIds(found), reader.asOf)
  const known = dictionary.filter(({ id }) =>
    members.some(({ record }) => (record.clean[id] ?? []).length > 0),
  )
  return {
    members: members.map((member) => memberOf(member, { sources, events })),
    fields: known.map(({ id }) => ({
      field: id,
      cells: members.map((member) => cellsOf(found, member, id)),
    })),
  }
}

function cellsOf({ row, sources }: Case, { record, place }: CaseMember, field: FieldId): Cell[] {
  return (record.clean[field] ?? []).map((value) => {
    const said = { record, field, value }
    return { ...testimonyOf(said, sources), won: hasWon(row, place, said) }
  })
}
