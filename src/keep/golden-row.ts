import { nameFieldOf, type CustomerId, type FieldId, type LiveRecord, type Subject } from "#kernel"
import type { CustomerTable } from "./keep-tables.ts"
import type { SourceStanding } from "./score.ts"
import { byBirth, chooseGolden, subjectOf, type Golden } from "./survivorship.ts"

/** What golden rows are a function of, besides their members. */
export interface KeepRules {
  readonly sources: ReadonlyMap<number, SourceStanding>
  /** A text by which names sort as readers expect, in byte order. */
  readonly sortKey: (name: string, subject: Subject) => string
  /** What the search box finds a customer by. */
  readonly searchTokens: (subject: Subject, searched: Searched) => readonly string[]
}

/** What of a customer can be searched, by field. */
export type Searched = Readonly<Record<FieldId, readonly string[] | undefined>>

// The last code point: customers without a name come after all names.
const afterAllNames = "\u{10ffff}"

/** A golden row without what depends on its history: version and time of change. */
export type GoldenRow = Omit<CustomerTable, "version" | "updated" | "more"> & {
  /** Custom fields, once there are any. */
  readonly more: null
}

/** The golden row of these records. A function of them and the rules, to the byte. */
export function goldenRowOf(
  id: CustomerId,
  members: readonly LiveRecord[],
  rules: KeepRules,
): GoldenRow {
  const sorted = byBirth(members)
  const kind = subjectOf(sorted)
  const { golden, provenance } = chooseGolden(sorted, rules.sources)
  const [name] = textsOf(golden, nameFieldOf(kind))
  // What is spread comes first: copying it into a row that has begun takes several times as long.
  return {
    ...standardColumns(golden),
    id,
    no: sorted[0]?.birth ?? 0,
    kind,
    members: sorted.map((member) => member.id),
    sources: sourcesOf(sorted),
    departments: [0],
    name_key: name === undefined ? afterAllNames : rules.sortKey(name, kind),
    more: null,
    provenance,
  }
}

function sourcesOf(members: readonly LiveRecord[]): readonly number[] {
  const [first, ...others] = members
  if (first !== undefined && others.length === 0) return [first.source]
  return [...new Set(members.map(({ source }) => source))].toSorted((one, two) => one - two)
}

/** The columns are written out: the compiler says so when the table and the dictionary part. */
function standardColumns(golden: Golden) {
  const one = (field: FieldId) => textsOf(golden, field)[0] ?? null
  const many = (field: FieldId) => severalOf(golden, field)
  return {
    ...namingColumns(one, many),
    ...identityColumns(golden),
    phones: many("phones"),
    emails: many("emails"),
    wechat: one("wechat"),
    website: one("website"),
    province: one("province"),
    city: one("city"),
    district: one("district"),
    address: one("address"),
    postcode: one("postcode"),
    employer: one("employer"),
    title: one("title"),
    occupation: one("occupation"),
    education: one("education"),
    marital_state: one("marital_state"),
    income_band: one("income_band"),
    language: one("language"),
    tags: many("tags"),
  }
}

type One = (field: FieldId) => string | null
type Many = (field: FieldId) => readonly string[] | null

function namingColumns(one: One, many: Many) {
  return {
    name: one("name"),
    family_name: one("family_name"),
    given_name: one("given_name"),
    organisation_name: one("organisation_name"),
    also_known: many("also_known"),
    sex: one("sex"),
    birth_date: one("birth_date"),
    birth_place: one("birth_place"),
    credit_code: one("credit_code"),
    legal_person: one("legal_person"),
    founded: one("founded"),
    registered_capital: one("registered_capital"),
    industry: one("industry"),
    size: one("size"),
  }
}

/** Sealed as the record has it: sealing again would make another text of it. */
function identityColumns(golden: Golden) {
  const [identity] = golden["identity_number"] ?? []
  return {
    identity_number: identity?.v ?? null,
    identity_index: identity?.x ?? null,
    identity_mask: identity?.m ?? null,
  }
}

function severalOf(golden: Golden, field: FieldId): readonly string[] | null {
  const texts = textsOf(golden, field)
  return texts.length === 0 ? null : texts
}

function textsOf(golden: Golden, field: FieldId): readonly string[] {
  const values = golden[field]
  if (values === undefined) return nothing
  const texts: string[] = []
  for (const { v } of values) if (v !== undefined) texts.push(v)
  return texts
}

const nothing: readonly string[] = []

type SearchedColumn = "name" | "also_known" | "organisation_name" | "employer" | "phones" | "emails"

/** What of a golden row the search box looks into. */
export function searchedOf(row: Pick<GoldenRow, SearchedColumn>): Searched {
  return {
    name: listOf(row.name),
    also_known: row.also_known ?? undefined,
    organisation_name: listOf(row.organisation_name),
    employer: listOf(row.employer),
    phones: row.phones ?? undefined,
    emails: row.emails ?? undefined,
  }
}

function listOf(value: string | null): readonly string[] | undefined {
  return value === null ? undefined : [value]
}
