import type { Customer } from "./asking-customer.ts"

/** A field of the dictionary as far as a line of facts needs it. */
export interface FactField {
  readonly id: string
  readonly kind: string
  readonly sensitive: boolean
}

/** A line of facts: a field and its golden values, in their order. */
export interface FactLine {
  /** Asked when somebody asks why: of an address, one of its fields. */
  readonly field: string
  readonly kind: string
  readonly isSensitive: boolean
  readonly values: readonly string[]
}

/** They survive together, from one record, so they are one line and have one "why?". */
const addressFields = ["province", "city", "district", "address", "postcode"]
/** Said as parts of the name above, and in the table of sources. */
const nameParts = new Set(["family_name", "given_name"])

/** The golden values as lines, in the order of the dictionary. */
export function factLines(
  fields: readonly FactField[],
  golden: Customer["golden"],
): readonly FactLine[] {
  const hasName = golden["name"] !== undefined
  const lines: FactLine[] = []
  for (const { id, kind, sensitive } of fields) {
    const values = listOf(golden[id])
    if (values.length === 0 || (hasName && nameParts.has(id))) continue
    if (!addressFields.includes(id)) {
      lines.push({ field: id, kind, isSensitive: sensitive, values })
    } else if (!lines.some((line) => line.kind === "address")) {
      lines.push(addressLine(id, golden))
    }
  }
  return lines
}

function addressLine(first: string, golden: Customer["golden"]): FactLine {
  const parts = addressFields.flatMap((field) => listOf(golden[field]))
  const field = golden["address"] === undefined ? first : "address"
  return { field, kind: "address", isSensitive: false, values: [printAddress(parts)] }
}

/** In Chinese from the large to the small without a gap; elsewhere the other way round. */
export function printAddress(parts: readonly string[]): string {
  if (parts.some((part) => /\p{Script=Han}/u.test(part))) {
    const [code, rest] = [parts.filter(isPostcode), parts.filter((part) => !isPostcode(part))]
    return [rest.join(""), ...code].join(" ").trim()
  }
  const code = parts.filter(isPostcode)
  return [...parts.filter((part) => !isPostcode(part)).toReversed(), ...code].join(", ")
}

function isPostcode(part: string): boolean {
  return /^\d{4,6}$/.test(part)
}

/** Fields that one line answers for. */
export function fieldsOfLine({ field, kind }: Pick<FactLine, "field" | "kind">): readonly string[] {
  return kind === "address" ? [field, ...addressFields.filter((one) => one !== field)] : [field]
}

export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined || value === "") return []
  return typeof value === "string" ? [value] : value
}
