import type { Field, FieldId, FieldKind, Subject } from "./field.ts"

const both = ["person", "organisation"] as const
const person = ["person"] as const
const organisation = ["organisation"] as const
const years = 365

/** The standard fields, in the order in which they are shown. Custom ones are of the same type. */
export const dictionary: readonly Field[] = [
  one("name", "person-name", person, { group: "name", halfLifeDays: 10 * years }),
  one("family_name", "person-name", person, { group: "name", halfLifeDays: 10 * years }),
  one("given_name", "person-name", person, { group: "name", halfLifeDays: 10 * years }),
  one("organisation_name", "company-name", organisation, { halfLifeDays: 5 * years }),
  many("also_known", "person-name", both),
  choice("sex", person, ["male", "female"]),
  one("birth_date", "date", person, { halfLifeDays: 50 * years }),
  one("birth_place", "text", person, { halfLifeDays: 50 * years }),
  one("identity_number", "identity-number", person, { sensitive: true, halfLifeDays: 50 * years }),
  one("credit_code", "credit-code", organisation, { halfLifeDays: 50 * years }),
  one("legal_person", "person-name", organisation, { halfLifeDays: 3 * years }),
  one("founded", "date", organisation, { halfLifeDays: 50 * years }),
  one("registered_capital", "money", organisation),
  one("industry", "text", organisation),
  one("size", "text", organisation),
  many("phones", "phone", both),
  many("emails", "email", both),
  one("wechat", "text", person),
  one("website", "link", organisation),
  one("province", "region", both, { group: "address" }),
  one("city", "region", both, { group: "address" }),
  one("district", "region", both, { group: "address" }),
  one("address", "address", both, { group: "address" }),
  one("postcode", "postcode", both, { group: "address" }),
  one("employer", "company-name", person),
  one("title", "text", person),
  one("occupation", "text", person, { halfLifeDays: 5 * years }),
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
  one("income_band", "text", person),
  one("language", "text", person),
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

type Extras = Partial<Pick<Field, "sensitive" | "group" | "halfLifeDays" | "choices">>

function one(id: FieldId, kind: FieldKind, of: Field["of"], extras: Extras = {}): Field {
  return { id, kind, of, many: false, sensitive: false, halfLifeDays: 2 * years, ...extras }
}

function many(id: FieldId, kind: FieldKind, of: Field["of"]): Field {
  return { ...one(id, kind, of), many: true }
}

function choice(id: FieldId, of: Field["of"], choices: readonly string[]): Field {
  return one(id, "choice", of, { choices, halfLifeDays: 5 * years })
}
