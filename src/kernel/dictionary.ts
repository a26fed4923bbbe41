import type { Field, FieldId, FieldKind, Subject } from "./field.ts"

const both = ["person", "organisation"] as const
const person = ["person"] as const
const organisation = ["organisation"] as const
const years = 365

/** The standard fields, in the order in which they are shown. Custom ones are of the same type. */
export const dictionary: readonly Field[] = [
  one("name", "person-name", { of: person, group: "name", halfLifeDays: 10 * years }),
  one("family_name", "person-name", { of: person, group: "name", halfLifeDays: 10 * years }),
  one("given_name", "person-name", { of: person, group: "name", halfLifeDays: 10 * years }),
  one("organisation_name", "company-name", { of: organisation, halfLifeDays: 5 * years }),
  many("also_known", "person-name", both),
  choice("sex", person, ["male", "female"]),
  one("birth_date", "date", { of: person, halfLifeDays: 50 * years }),
  one("birth_place", "text", { of: person, halfLifeDays: 50 * years }),
  one("identity_number", "identity-number", {
    of: person,
    sensitive: true,
    halfLifeDays: 50 * years,
  }),
  one("credit_code", "credit-code", { of: organisation, halfLifeDays: 50 * years }),
  one("legal_person", "person-name", { of: organisation, halfLifeDays: 3 * years }),
  one("founded", "date", { of: organisation, halfLifeDays: 50 * years }),
  one("registered_capital", "money", { of: organisation }),
  one("industry", "text", { of: organisation }),
  one("size", "text", { of: organisation }),
  many("phones", "phone", both),
  many("emails", "email", both),
  one("wechat", "text", { of: person }),
  one("website", "link", { of: organisation }),
  one("province", "region", { of: both, group: "address" }),
  one("city", "region", { of: both, group: "address" }),
  one("district", "region", { of: both, group: "address" }),
  one("address", "address", { of: both, group: "address" }),
  one("postcode", "postcode", { of: both, group: "address" }),
  one("employer", "company-name", { of: person }),
  one("title", "text", { of: person }),
  one("occupation", "text", { of: person, halfLifeDays: 5 * years }),
  choice("education", person, [
    "primary",
    "secondary",
    "vocational",
    "college",
    "bachelor",
    "master",
    "doctor",
  ]),
  choice("marital_state", person, ["single", "married", "divorced", "widowed"]),
  one("income_band", "text", { of: person }),
  one("language", "text", { of: person }),
  many("tags", "text", both),
]

const byId = new Map(dictionary.map((field) => [field.id, field]))

/** The standard field of that id; `undefined` for an id nobody declared. */
export function fieldOf(id: FieldId): Field | undefined {
  return byId.get(id)
}

/** The fields a subject can have, in the order in which they are shown. */
export function fieldsOf(subject: Subject): readonly Field[] {
  return dictionary.filter((field) => field.of.includes(subject))
}

/** The field that names a subject: what stands at the top of its page. */
export function nameFieldOf(subject: Subject): "name" | "organisation_name" {
  return subject === "person" ? "name" : "organisation_name"
}

type Extras = Pick<Field, "of"> &
  Partial<Pick<Field, "sensitive" | "group" | "halfLifeDays" | "choices">>

function one(id: FieldId, kind: FieldKind, extras: Extras): Field {
  return { id, kind, many: false, sensitive: false, halfLifeDays: 2 * years, ...extras }
}

function many(id: FieldId, kind: FieldKind, of: Field["of"]): Field {
  return { ...one(id, kind, { of }), many: true }
}

function choice(id: FieldId, of: Field["of"], choices: readonly string[]): Field {
  return one(id, "choice", { of, choices, halfLifeDays: 5 * years })
}
