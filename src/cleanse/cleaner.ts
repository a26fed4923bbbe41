import type { Field, FieldKind, Verdict } from "#kernel"

/** Which number comes first where a date is written like 03/04/2021; decided per column. */
export type DateOrder = "day-first" | "month-first" | "unknown"

/** What a cleaner may know besides the writing itself. The same for a whole column. */
export interface CleanContext {
  /** The field the value is for; choices hang on it. */
  readonly field?: Field | undefined
  readonly dateOrder: DateOrder
  /** ISO 4217: the currency of amounts that name none. */
  readonly currency: string
  /** ISO 3166: the country of phones and postcodes that name none. */
  readonly country: string
  /** ISO date of the delivery: nothing that is said lies after it. */
  readonly today: string
}

/** A delivery of a Chinese business that says nothing about itself. */
export const usualContext: CleanContext = {
  dateOrder: "unknown",
  currency: "CNY",
  country: "CN",
  today: "9999-12-31",
}

/** One kind of field, declared once: mapping, cleansing and the reference derive from it. */
export interface Cleaner<Reason extends string = string> {
  readonly kind: FieldKind
  /** All that `cleanse` may give. Each has a text, `reason.<code>`. */
  readonly reasons: readonly Reason[]
  /** A writing that is `ok` as it stands. */
  readonly example: string
  /** Pure and total. `ok` where the writing is the canonical one or an everyday spelling of it. */
  readonly cleanse: (written: string, context: CleanContext) => Verdict<string, Reason>
  /** The writings in one cell that holds several. */
  readonly split?: (written: string) => readonly string[]
}
