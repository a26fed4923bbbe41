import { liveEventCounts } from "#collect"
import {
  countNotes,
  readOutlines,
  readRecords,
  visibleRecords,
  type CustomerBrief,
  type Outline,
} from "#keep"
import type { CustomerId, FieldId, Principal, RecordId } from "#kernel"
import type { ResolvedPiece } from "#resolve"
import type { Tx } from "#store"

/** A record that gets another customer; what hangs on it goes with it. */
export interface Move {
  readonly record: RecordId
  readonly from: CustomerId
  readonly to: CustomerId
  readonly sourceKey: string
  /** How many facts follow it. */
  readonly events: number
  readonly notes: number
}

/** A golden value that changes. */
export interface ValueChange {
  readonly customer: CustomerId
  readonly field: FieldId
  /** Empty where the customer did not exist, or nobody had said it. */
  readonly before: string[]
  readonly after: string[]
  /** Names of the sources whose word counts afterwards, one for each value. */
  readonly saidBy: string[]
}

/** What follows a decision, besides who is who. */
export interface Following {
  readonly moves: Move[]
  readonly values: ValueChange[]
}

/** Records that get another customer, as far as somebody may see them. */
export async function movesOf(
  tx: Tx,
  pieces: readonly ResolvedPiece[],
  principal: Principal,
): Promise<Move[]> {
  const moved = pieces.flatMap(({ changes, customerOf }) =>
    changes.flatMap(({ id, before }) => {
      const to = customerOf.get(id)
      return before === undefined || to === undefined || before.customer === to
        ? []
        : [{ record: id, from: before.customer, to }]
    }),
  )
  const ids = await visibleRecords(
    tx,
    moved.map(({ record }) => record),
    principal,
  )
  const seen = new Map((await readRecords(tx, ids)).map((record) => [record.id, record]))
  const events = ids.length === 0 ? new Map() : await liveEventCounts(tx, ids)
  const notes = await countNotes(tx, ids)
  return moved.flatMap((move) => {
    const record = seen.get(move.record)
    if (record === undefined) return []
    return [
      {
        ...move,
        sourceKey: record.sourceKey,
        events: events.get(move.record) ?? 0,
        notes: notes.get(move.record) ?? 0,
      },
    ]
  })
}

/** How golden values differ between what customers looked like before and what they look like now. */
export async function valueChangesOf(
  tx: Tx,
  before: ReadonlyMap<CustomerId, Outline>,
  after: readonly CustomerBrief[],
): Promise<ValueChange[]> {
  const now = await readOutlines(
    tx,
    after.map(({ id }) => id),
  )
  return Array.from(now, ([customer, outline]) =>
    changesIn(customer, before.get(customer) ?? new Map(), outline),
  ).flat()
}

function changesIn(customer: CustomerId, was: Outline, is: Outline): readonly ValueChange[] {
  const fields = [...new Set([...is.keys(), ...was.keys()])]
  return fields.flatMap((field) => {
    const before = (was.get(field) ?? []).map(({ value }) => value)
    const said = is.get(field) ?? []
    const after = said.map(({ value }) => value)
    if (before.join("\0") === after.join("\0")) return []
    return [{ customer, field, before, after, saidBy: said.map(({ source }) => source) }]
  })
}
