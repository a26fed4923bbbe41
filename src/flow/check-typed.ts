import { cleanseRow, maskOf, planCleansing } from "#cleanse"
import { readBrief } from "#keep"
import { Failure, fieldOf, type FieldId, type Principal } from "#kernel"
import type { Tx } from "#store"

/** What cleansing makes of a text. */
export interface CheckedValue {
  readonly field: FieldId
  /** Masked where the field is sensitive; `null` where it cannot be read. */
  readonly value: string | null
  readonly verdict: "ok" | "corrected" | "doubtful" | "impossible"
  readonly reasons: string[]
}

/** A text that somebody is about to type about a customer. */
export interface Checking {
  readonly customer: string
  readonly field: FieldId
  readonly value: string
}

/**
 * What would be kept if a person typed this: its values, and what follows from them. Nothing is kept.
 * @throws Failure "keep/unknown-customer" | "cleanse/unknown-field" | "cleanse/field-of-other-subject"
 */
export async function checkTyped(
  tx: Tx,
  principal: Principal,
  { customer, field, value }: Checking,
): Promise<CheckedValue[]> {
  if (fieldOf(field) === undefined) throw new Failure("cleanse/unknown-field", { field })
  const { kind } = await readBrief(tx, customer, principal)
  const { clean = {} } = cleanseRow(planCleansing({ subject: kind, columns: [field] }), [value])
  return Object.entries(clean).flatMap(([id, values]) => {
    const declared = fieldOf(id)
    return values.map(({ v, k, r }) => ({
      field: id,
      value:
        v === undefined || declared === undefined
          ? null
          : declared.sensitive
            ? maskOf(declared.kind, v)
            : v,
      verdict: k === undefined || k === "denied" ? ("ok" as const) : k,
      reasons: [...(r ?? [])],
    }))
  })
}
