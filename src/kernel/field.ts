/** How a value is written, cleansed, compared and shown. A cleaner exists for each. */
export type FieldKind =
  | "person-name"
  | "company-name"
  | "phone"
  | "email"
  | "identity-number"
  | "credit-code"
  | "date"
  | "money"
  | "region"
  | "address"
  | "postcode"
  | "choice"
  | "number"
  | "text"
  | "link"

export type Subject = "person" | "organisation"

/**
 * Golden columns take text whatever the kind: dates are ISO and may be partial (`1980`, `1980-05`),
 * phones E.164, choices the code of the choice, money `minor units` + space + currency.
 */
export interface Field {
  /** Stable for ever; the name of its column in exports and of its text, `field.<id>`. */
  readonly id: string
  readonly kind: FieldKind
  readonly of: readonly Subject[]
  /** A customer may have several. */
  readonly many: boolean
  /** Sealed at rest, masked unless asked for by somebody who may. */
  readonly sensitive: boolean
  /** Fields of one group survive together, from one record: an address is never put together from two. */
  readonly group?: "address" | "name"
  /** After how many days an observation counts half a step less, for survivorship. */
  readonly halfLifeDays: number
  /** Kind `choice`: the codes; texts are `choice.<field>.<code>`. */
  readonly choices?: readonly string[]
}

/** Whether the record holds a person or an organisation is itself said of the batch, not a field. */
export type FieldId = string
