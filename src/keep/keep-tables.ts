import type { CleanValues, CustomerId, RecordId, Subject } from "#kernel"
import type { Provenance } from "./survivorship.ts"

/** The tables that belong to keep. No other stage reads them. */
export interface KeepTables {
  readonly record: RecordTable
  readonly record_version: VersionTable
  readonly batch_chunk: {
    readonly batch: number
    readonly chunk: number
    readonly customers: number
  }
  readonly customer: CustomerTable
  readonly customer_history: {
    readonly customer: CustomerId
    readonly until: Date
    readonly version: number
    readonly golden: unknown
    readonly members: readonly RecordId[]
    readonly cause: string
    readonly batch: number | null
    readonly principal: string | null
  }
  readonly customer_search: { readonly id: CustomerId; readonly tokens: readonly string[] }
}

interface VersionTable {
  readonly record: RecordId
  readonly batch: number
  readonly row_no: number
  readonly content_hash: Buffer
  readonly observed: Date
  readonly received: Date
  readonly clean: CleanValues
}

interface RecordTable extends Omit<VersionTable, "record"> {
  readonly id: RecordId
  readonly customer: CustomerId | null
  readonly last_customer: CustomerId | null
  readonly subject: Subject
  readonly birth: number
  readonly source: number
  readonly source_key: string
  readonly department: number
  readonly bare: boolean
}

type Text = string | null
type Texts = readonly string[] | null

export interface CustomerTable {
  readonly id: CustomerId
  readonly no: number
  readonly kind: Subject
  readonly version: number
  readonly updated: Date
  readonly members: readonly RecordId[]
  readonly sources: readonly number[]
  readonly departments: readonly number[]
  readonly name_key: string
  readonly name: Text
  readonly family_name: Text
  readonly given_name: Text
  readonly organisation_name: Text
  readonly also_known: Texts
  readonly sex: Text
  readonly birth_date: Text
  readonly birth_place: Text
  readonly identity_number: Text
  readonly identity_index: Text
  readonly identity_mask: Text
  readonly credit_code: Text
  readonly legal_person: Text
  readonly founded: Text
  readonly registered_capital: Text
  readonly industry: Text
  readonly size: Text
  readonly phones: Texts
  readonly emails: Texts
  readonly wechat: Text
  readonly website: Text
  readonly province: Text
  readonly city: Text
  readonly district: Text
  readonly address: Text
  readonly postcode: Text
  readonly employer: Text
  readonly title: Text
  readonly occupation: Text
  readonly education: Text
  readonly marital_state: Text
  readonly income_band: Text
  readonly language: Text
  readonly tags: Texts
  readonly more: unknown
  readonly provenance: Provenance
}
