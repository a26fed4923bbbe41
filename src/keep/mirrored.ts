import { toldIds, type Mirrored } from "#store"

const customers: Mirrored = {
  name: "customer_view",
  columns: {
    id: "uuid",
    no: "bigint",
    kind: "text",
    version: "integer",
    updated: "instant",
    members: "uuids",
    sources: "integers",
    departments: "integers",
    name_key: "text",
    name: "text",
    family_name: "text",
    given_name: "text",
    organisation_name: "text",
    also_known: "texts",
    sex: "text",
    birth_date: "text",
    birth_place: "text",
    identity_number: "text",
    identity_index: "text",
    identity_mask: "text",
    credit_code: "text",
    legal_person: "text",
    founded: "text",
    registered_capital: "text",
    industry: "text",
    size: "text",
    phones: "texts",
    emails: "texts",
    wechat: "text",
    website: "text",
    province: "text",
    city: "text",
    district: "text",
    address: "text",
    postcode: "text",
    employer: "text",
    title: "text",
    occupation: "text",
    education: "text",
    marital_state: "text",
    income_band: "text",
    language: "text",
    tags: "texts",
    more: "json",
    provenance: "json",
  },
  from: "customer_view",
  numbers: [{ as: "n", of: "id" }],
  fed: { after: "ids", by: ["id"], key: "id", among: `t.id = any(${toldIds})` },
}

/** Found by what the told customers hold now, for there is no index of records by customer. */
const memberships: Mirrored = {
  name: "membership_view",
  columns: {
    record: "uuid",
    customer: "uuid",
    source: "integer",
    source_key: "text",
    birth: "bigint",
    subject: "text",
    bare: "boolean",
    department: "integer",
  },
  from: "membership_view",
  numbers: [
    { as: "n", of: "record" },
    { as: "customer_n", of: "customer" },
  ],
  fed: {
    after: "ids",
    by: ["customer", "record"],
    key: "record",
    among: `t.record = any(array(select unnest(c.members) from customer_view c
      where c.id = any(${toldIds})) || ${toldIds})`,
  },
  unsettles: { key: "record", columns: ["department"] },
}

const arrivals: Mirrored = {
  name: "arrival_view",
  columns: { customer: "uuid", day: "date" },
  from: "arrival_view",
  fed: {
    after: "ids",
    by: ["customer"],
    key: "customer",
    among: `t.customer = any(${toldIds})`,
  },
}

/** What the mirror copies of keep: who is there, whose each record is, and since when. */
export const keepMirrored: readonly Mirrored[] = [customers, memberships, arrivals]
