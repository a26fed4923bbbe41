import { sql } from "kysely"
import type { CustomerId, RecordId } from "#kernel"
import type { Tx } from "#store"
import { viewsAsOf } from "./as-of.ts"
import type { EventSum } from "./event-totals.ts"

interface Owner {
  readonly id: CustomerId
  readonly members: readonly RecordId[]
}

interface SumRow extends EventSum {
  readonly owner: CustomerId
}

/**
 * The live facts of some customers by kind and currency, one statement for all of them.
 * Cost: an index lookup per record and month; linear in the facts.
 */
export async function readEventSums(
  tx: Tx,
  owners: readonly Owner[],
  asOf?: Date,
): Promise<ReadonlyMap<CustomerId, readonly EventSum[]>> {
  const pairs = owners.flatMap(({ id, members }) => members.map((record) => ({ id, record })))
  const { rows } = await sql<SumRow>`${viewsAsOf(asOf)}
    select m.owner, e.kind, e.currency, sum(e.count)::bigint as count, min(e.first) as first,
      max(e.last) as last, sum(e.minor)::bigint as minor
    from unnest(${pairs.map(({ id }) => id)}::uuid[], ${pairs.map(({ record }) => record)}::uuid[])
      as m(owner, record)
    cross join lateral (
      select kind, currency, count(*) as count, min(at) as first, max(at) as last,
        coalesce(sum(amount), 0) as minor
      from event_view where record = m.record group by kind, currency) e
    group by m.owner, e.kind, e.currency
    order by m.owner, e.kind, e.currency`.execute(tx.tables<unknown>())
  return Map.groupBy(rows, ({ owner }) => owner)
}

interface CountRow {
  readonly record: RecordId
  readonly count: number
}

/** How many live facts each of these records has; those without any are left out. */
export async function countEvents(
  tx: Tx,
  records: readonly RecordId[],
  asOf?: Date,
): Promise<ReadonlyMap<RecordId, number>> {
  const { rows } = await sql<CountRow>`${viewsAsOf(asOf)}
    select m.record, e.count from unnest(${records}::uuid[]) as m(record)
    cross join lateral (select count(*) as count from event_view where record = m.record) e
    where e.count > 0`.execute(tx.tables<unknown>())
  return new Map(rows.map(({ record, count }) => [record, count]))
}
