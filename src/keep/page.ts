import { dictionary, type CustomerId, type FieldId, type Money, type Subject } from "#kernel"
import type { Tx } from "#store"
import { memberIds, readCase, type Case, type CaseMember } from "./case.ts"
import { readEventSums } from "./event-totals.store.ts"
import { totalEvents } from "./event-totals.ts"
import type { Reader } from "./find-customer.store.ts"
import { memberOf, type Member } from "./member.ts"
import { printNumber } from "./number.ts"
import { shownGolden, shownName, type ShownGolden } from "./shown-golden.ts"
import { hasWon } from "./testimony.ts"

/** Who a customer is. Traits are analyse's to add. */
export interface Page {
  readonly id: CustomerId
  /** Set where the id that was asked for leads to another customer's. */
  readonly movedTo: CustomerId | null
  readonly number: string
  readonly kind: Subject
  readonly name: string
  readonly golden: ShownGolden
  readonly verdicts: Readonly<Record<FieldId, Worry>>
  readonly members: Member[]
  readonly version: number
  readonly updated: string
  readonly events: {
    readonly count: number
    readonly first: string | null
    readonly last: string | null
    readonly byKind: Readonly<Record<string, number>>
    readonly spent: Money[]
  }
}

type Worry = "corrected" | "doubtful" | "impossible" | "denied"

/**
 * The page of a customer, named by its id, by that of any of its records, or by its number.
 * A reader of an instant gets what was known then: which customer, records, values and facts. Sources
 * are told as they are now. Cost: six statements, whatever the number of records.
 * @throws Failure "keep/unknown-customer"
 */
export async function readPage(tx: Tx, asked: string, reader: Reader): Promise<Page> {
  const found = await readCase(tx, asked, reader)
  const { row, moved, members, sources } = found
  const sums = await readEventSums(
    tx,
    memberIds(found).map((id) => ({ id, members: [id] })),
    reader.asOf,
  )
  const totals = totalEvents([...sums.values()].flat())
  const events = new Map([...sums].map(([id, own]) => [id, totalEvents(own).count]))
  return {
    id: row.id,
    movedTo: moved ? row.id : null,
    number: printNumber(row.no),
    kind: row.kind,
    name: shownName(row),
    golden: shownGolden(row),
    verdicts: verdictsOf(found),
    members: members.map((member) => memberOf(member, { sources, events })),
    version: row.version,
    updated: row.updated.toISOString(),
    events: {
      count: totals.count,
      first: totals.first?.toISOString() ?? null,
      last: totals.last?.toISOString() ?? null,
      byKind: totals.byKind,
      spent: [...totals.spent],
    },
  }
}

const worst: readonly Worry[] = ["denied", "impossible", "doubtful", "corrected"]

/** The worst that cleansing said of the golden values of a field; nothing where all is well. */
function verdictsOf(found: Case): Readonly<Record<FieldId, Worry>> {
  const verdicts: Record<FieldId, Worry> = {}
  for (const { id } of dictionary) {
    const said = new Set(found.members.flatMap((member) => worriesOf(found, member, id)))
    const verdict = worst.find((each) => said.has(each))
    if (verdict !== undefined) verdicts[id] = verdict
  }
  return verdicts
}

function worriesOf({ row }: Case, { record, place }: CaseMember, field: FieldId): readonly Worry[] {
  const values = record.clean[field] ?? []
  return values.flatMap((value) =>
    value.k !== undefined && hasWon(row, place, { record, field, value }) ? [value.k] : [],
  )
}
