import { sql } from "kysely"
import type { Sql } from "./question/printed.ts"

/**
 * What stands before a statement so that it sees what was known at an instant: tables and views of the
 * same names and columns, which lie before those of now. So one condition, printed once, answers for
 * both times. What is not named here (sources, runs of analyses) is as it is now.
 *
 * Half-open lives: a row counts from the instant at which it was written until that at which it was
 * replaced. Cost: a customer by its id is two look-ups in an index; everybody is one pass over the
 * customers and over what was replaced since.
 * @returns nothing where no instant is given
 */
export function viewsAsOf(asOf: Date | undefined): Sql {
  if (asOf === undefined) return sql``
  const then = sql`${asOf.toISOString()}::timestamptz`
  // Each may still name the tables of now; those below it see it in their place.
  return sql`with ${sql.join([...evidenceViews(then), ...customerViews(then), ...recordViews(then)])}`
}

function evidenceViews(then: Sql): readonly Sql[] {
  return [
    sql`event_view as not materialized (
      select e.record, e.at, e.key, e.kind, e.load, e.amount, e.currency, e.quantity, e.received,
        e.data, e.source
      from event_life_view e where e.received <= ${then} and (e.until is null or e.until > ${then}))`,
    sql`record_version as not materialized (
      select v.record, v.batch, v.received from record_version v where v.received <= ${then}
      union all
      select h.record, h.batch, h.received from record_history h
      where h.superseded and h.until <= ${then} and (h.withdrawn is null or h.withdrawn > ${then}))`,
  ]
}

function customerViews(then: Sql): readonly Sql[] {
  return [
    sql`customer_search as not materialized (
      select k.id, k.tokens from customer_search k
      where exists (select from customer c where c.id = k.id and c.updated <= ${then})
      union all
      select h.customer, h.tokens from customer_history h
      where h.since <= ${then} and h.until > ${then} and h.tokens is not null)`,
    sql`customer as not materialized (
      select c.* from customer c where c.updated <= ${then}
      union all
      select g.* from customer_history h cross join lateral jsonb_populate_record(
        null::customer, h.golden || jsonb_build_object('members', to_jsonb(h.members))) g
      where h.since <= ${then} and h.until > ${then})`,
    sql`customer_view as not materialized (select c.* from customer c)`,
  ]
}

function recordViews(then: Sql): readonly Sql[] {
  return [
    sql`membership_view as not materialized (
      select m.record, c.id as customer from customer c cross join unnest(c.members) as m(record))`,
    sql`record as not materialized (
      select r.id, o.customer, r.source, coalesce(t.batch, r.batch) as batch,
        coalesce(t.received, r.received) as received
      from membership_view o join record r on r.id = o.record
      left join lateral (select h.batch, h.received from record_history h
        where h.record = r.id and h.until > ${then} order by h.until, h.n limit 1) t on true)`,
    sql`arrival_view as not materialized (
      select r.id as customer,
        (least(r.received, (select min(v.received) from record_version v where v.record = r.id))
          at time zone s.zone)::date as day
      from record r join source_view s on s.no = r.source where r.customer = r.id)`,
  ]
}
