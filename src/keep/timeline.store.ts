import { sql } from "kysely"
import type { RecordId } from "#kernel"
import type { Tx } from "#store"
import { viewsAsOf } from "./as-of.ts"

/** An event with its exact time (microseconds), which is its place. */
export interface TimelineRow {
  readonly record: RecordId
  readonly place: string
  readonly at: Date
  readonly key: string
  readonly kind: string
  readonly source: string
  readonly load: number
  readonly amount: number | null
  readonly currency: string | null
  readonly quantity: string | null
  readonly data: Record<string, unknown> | null
}

/** The last event of the page before. */
export interface TimelinePlace {
  readonly place: string
  readonly record: string
  readonly key: string
}

export interface TimelineWindow {
  readonly records: readonly RecordId[]
  readonly kind: string | undefined
  readonly after: TimelinePlace | undefined
  readonly limit: number
  readonly asOf: Date | undefined
}

/** The newest facts of some records: of each at most a page, by its index, then the newest of those. */
export async function readEvents(
  tx: Tx,
  { records, kind, after, limit, asOf }: TimelineWindow,
): Promise<readonly TimelineRow[]> {
  const conditions = [
    sql`v.record = m.record`,
    ...(kind === undefined ? [] : [sql`v.kind = ${kind}`]),
    ...(after === undefined ? [] : [beyond(after)]),
  ]
  const { rows } = await sql<TimelineRow>`${viewsAsOf(asOf)}
    select e.record, e.at, e.key::text, e.kind, e.load, e.amount, e.currency, e.quantity, e.data,
      s.name as source,
      to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
    from unnest(${records}::uuid[]) as m(record)
    cross join lateral (
      select v.* from event_view v where ${sql.join(conditions, sql` and `)}
      order by v.at desc, v.key desc limit ${limit}) e
    join source_view s on s.id = e.source
    order by e.at desc, e.record desc, e.key desc limit ${limit}`.execute(tx.tables<unknown>())
  return rows
}

function beyond({ place, record, key }: TimelinePlace) {
  return sql`(v.at <= ${place}::timestamptz
    and (v.at, v.record, v.key) < (${place}::timestamptz, ${record}::uuid, ${key}::bigint))`
}
