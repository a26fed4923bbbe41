import { Failure, type Money, type RecordId } from "#kernel"
import type { Tx } from "#store"
import { visibleRecords } from "./case.store.ts"
import { findCustomer, type Reader } from "./find-customer.store.ts"
import { readEvents, type TimelinePlace, type TimelineRow } from "./timeline.store.ts"

/** A dated fact about one of a customer's records. */
export interface TimelineEvent {
  readonly record: RecordId
  readonly source: string
  readonly at: string
  readonly key: string
  readonly kind: string
  readonly amount: Money | null
  readonly quantity: number | null
  readonly batch: number
  readonly data: Record<string, unknown>
}

export interface TimelineRequest {
  readonly customer: string
  readonly kind?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

export interface Timeline {
  readonly items: TimelineEvent[]
  readonly next: string | null
}

/**
 * The facts of all records of a customer, newest first, a page at a time.
 * @throws Failure "keep/unknown-customer", "keep/cursor"
 */
export async function readTimeline(
  tx: Tx,
  reader: Reader,
  { customer, kind, cursor, limit }: TimelineRequest,
): Promise<Timeline> {
  const after = cursor === undefined ? undefined : parsePlace(cursor)
  const { row } = await findCustomer(tx, customer, reader)
  const records = await visibleRecords(tx, row.members, reader)
  const { asOf } = reader
  const found = await readEvents(tx, { records, kind, after, limit: limit + 1, asOf })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(eventOf),
    next: found.length > limit && last !== undefined ? printPlace(last) : null,
  }
}

function eventOf(row: TimelineRow): TimelineEvent {
  const { record, source, key, kind, load, amount, currency, quantity, data } = row
  return {
    record,
    source,
    at: row.at.toISOString(),
    key,
    kind,
    amount: amount === null || currency === null ? null : { minor: amount, currency },
    quantity: quantity === null ? null : Number(quantity),
    batch: load,
    data: data ?? {},
  }
}

function printPlace({ place, record, key }: TimelinePlace): string {
  return Buffer.from(JSON.stringify([place, record, key])).toString("base64url")
}

const printed =
  /^\["(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z)","([0-9a-f-]{36})","(-?\d{1,19})"\]$/

function parsePlace(cursor: string): TimelinePlace {
  const [, place, record, key] = printed.exec(Buffer.from(cursor, "base64url").toString()) ?? []
  if (place === undefined || record === undefined || key === undefined) {
    throw new Failure("keep/cursor")
  }
  return { place, record, key }
}
