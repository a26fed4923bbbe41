import type { Mirrored } from "#store"

/** Names and zones decide on days that other tables hold. */
const sources: Mirrored = {
  name: "source_view",
  columns: {
    id: "uuid",
    no: "integer",
    name: "text",
    kind: "text",
    trust: "number",
    zone: "text",
  },
  from: "source_view",
  fed: { after: "any" },
  unsettles: { key: "id", columns: ["zone"] },
}

/** Live facts, with the department of their record and their day in the zone of their source. */
const events: Mirrored = {
  name: "event_view",
  columns: {
    record: "uuid",
    at: "instant",
    key: "bigint",
    kind: "text",
    load: "integer",
    amount: "bigint",
    currency: "text",
    quantity: "number",
    received: "instant",
    data: "json",
    source: "uuid",
    department: "integer",
    day: "date",
  },
  from: `(select e.record, e.at, e.key, e.kind, e.load, e.amount, e.currency, e.quantity, e.received,
      e.data, e.source, coalesce(m.department, 0) as department,
      (e.at at time zone s.zone)::date as day
    from event_view e
    join source_view s on s.id = e.source
    left join membership_view m on m.record = e.record)`,
  numbers: [{ as: "n", of: "record" }],
  fed: { after: "load", load: "load", at: "at", since: "received" },
}

/** What the mirror copies of collect. */
export const collectMirrored: readonly Mirrored[] = [sources, events]
