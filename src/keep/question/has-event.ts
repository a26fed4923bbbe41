import { sql } from "kysely"
import type { Question } from "#kernel"
import { always, type Printed, type Sql } from "./printed.ts"

type HasEvent = Extract<Question, { is: "has-event" }>

/** How many live facts of a kind its records have. Days are those of the fact's source. */
export function hasEvent(node: HasEvent): Printed {
  const { atLeast, atMost } = node
  if (atLeast === 0 && atMost === undefined) return always
  const events = eventsOf(node)
  if (atLeast === 1 && atMost === undefined) {
    return { postgres: sql`exists (select ${events})` }
  }
  const upper = atMost === undefined ? sql`` : sql` and ${atMost}::bigint`
  const count = sql`(select count(*) ${events})`
  return {
    postgres:
      atMost === undefined
        ? sql`${count} >= ${atLeast}::bigint`
        : sql`${count} between ${atLeast}::bigint${upper}`,
  }
}

function eventsOf({ kind, from, to }: HasEvent): Sql {
  const conditions = [
    sql`e.kind = ${kind}`,
    // The coarse bounds, wide enough for every zone, let PostgreSQL leave out whole months.
    ...(from === undefined
      ? []
      : [
          sql`e.at >= ${from}::date - interval '2 days'`,
          sql`(e.at at time zone s.zone)::date >= ${from}::date`,
        ]),
    ...(to === undefined
      ? []
      : [
          sql`e.at < ${to}::date + interval '3 days'`,
          sql`(e.at at time zone s.zone)::date <= ${to}::date`,
        ]),
  ]
  return sql`from unnest(c.members) as m(record)
    join event_view e on e.record = m.record
    join source_view s on s.id = e.source
    where ${sql.join(conditions, sql` and `)}`
}
