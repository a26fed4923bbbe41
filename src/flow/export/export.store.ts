import type { CustomerId, RecordId } from "#kernel"
import type { Tx } from "#store"

/** Views that collect and keep publish. */
interface ExportViews {
  readonly membership_view: {
    readonly record: RecordId
    readonly customer: CustomerId
    readonly source: number
    readonly source_key: string
    readonly bare: boolean
  }
  readonly source_view: { readonly no: number; readonly name: string; readonly zone: string }
  readonly customer_view: ExportedCustomer
  readonly event_view: {
    readonly record: RecordId
    readonly at: Date
    readonly key: string
    readonly kind: string
    readonly amount: number | null
    readonly currency: string | null
    readonly quantity: string | null
    readonly data: Readonly<Record<string, unknown>> | null
  }
}

/** A customer as keep shows it. */
interface ExportedCustomer {
  readonly id: CustomerId
  readonly no: number
}

/** Where a page begins: behind the last of the one before. */
export interface ExportPage<Id> {
  readonly after: Id | undefined
  readonly limit: number
}

/** Records with their customers, by id. */
export function readMembers(tx: Tx, { after, limit }: ExportPage<RecordId>) {
  const query = tx
    .tables<ExportViews>()
    .selectFrom("membership_view as member")
    .innerJoin("source_view as source", "source.no", "member.source")
    .innerJoin("customer_view as customer", "customer.id", "member.customer")
    .select([
      "member.record",
      "member.customer",
      "member.source_key as sourceKey",
      "member.bare",
      "source.name as source",
      "source.zone",
      "customer.no",
    ])
    .orderBy("member.record")
    .limit(limit)
  return (after === undefined ? query : query.where("member.record", ">", after)).execute()
}

/** Live orders and refunds of these records, record by record, oldest first. */
export function readOrders(tx: Tx, records: readonly RecordId[]) {
  return tx
    .tables<ExportViews>()
    .selectFrom("event_view")
    .select(["record", "at", "kind", "amount", "currency", "quantity", "data"])
    .where((eb) => eb("record", "=", eb.fn.any(eb.val(records))))
    .where("kind", "in", ["order", "refund"])
    .orderBy("record")
    .orderBy("at")
    .orderBy("key")
    .execute()
}
