import { sql } from "kysely"
import type { Question } from "#kernel"
import { all, opposite } from "./combine.ts"
import { yes, type Place, type Sql } from "./printed.ts"

type HasEvent = Extract<Question, { is: "has-event" }>

/**
 * How many live facts of a kind its records have. Days are those of the fact's source.
 * Cost: one pass over the facts of the kind; nested, in PostgreSQL, an index lookup per record and month.
 */
export function hasEvent(node: HasEvent, { engine, position }: Place): Sql {
  const { atLeast, atMost } = node
  if (atLeast === 0 && atMost === undefined) return yes
  if (engine.name === "duckdb") return mirrored(node)
  if (position === "nested" || atLeast === 0) return ownCount(node)
  return sql`c.id in (select o.customer from event_view e
    join membership_view o on o.record = e.record
    join source_view s on s.id = e.source
    where ${matches(node)} group by o.customer having ${isEnough(sql`count(*)`, node)})`
}

/** The mirror knows the day of a fact, and counts by its dense numbers: a uuid takes twice the time. */
function mirrored(node: HasEvent): Sql {
  const { kind, from, to, atLeast, atMost = 0 } = node
  // Who has none at all is in no set of those who have some: none but those who have too many.
  if (atLeast === 0) return opposite(mirrored({ ...node, atLeast: atMost + 1, atMost: undefined }))
  const conditions = [
    sql`e.kind = ${kind}`,
    ...(from === undefined ? [] : [sql`e.day >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`e.day <= ${to}::date`]),
  ]
  return sql`c.n in (select o.customer_n from event_view e join membership_view o on o.n = e.n
    where ${all(conditions)} group by o.customer_n having ${isEnough(sql`count(*)`, node)})`
}

function ownCount(node: HasEvent): Sql {
  const events = sql`from unnest(c.members) as m(record)
    join event_view e on e.record = m.record
    join source_view s on s.id = e.source
    where ${matches(node)}`
  if (node.atLeast === 1 && node.atMost === undefined) return sql`exists (select 1 ${events})`
  return isEnough(sql`(select count(*) ${events})`, node)
}

function isEnough(count: Sql, { atLeast, atMost }: HasEvent): Sql {
  return atMost === undefined
    ? sql`${count} >= ${atLeast}::bigint`
    : sql`${count} between ${atLeast}::bigint and ${atMost}::bigint`
}

/** The coarse bounds, wide enough for every zone, let PostgreSQL leave out whole months. */
function matches({ kind, from, to }: HasEvent): Sql {
  const day = sql`(e.at at time zone s.zone)::date`
  return all([
    sql`e.kind = ${kind}`,
    ...(from === undefined
      ? []
      : [sql`e.at >= ${from}::date - interval '2 days'`, sql`${day} >= ${from}::date`]),
    ...(to === undefined
      ? []
      : [sql`e.at < ${to}::date + interval '3 days'`, sql`${day} <= ${to}::date`]),
  ])
}
