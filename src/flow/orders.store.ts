import type { CustomerId, RecordId } from "#kernel"
import type { Tx } from "#store"

/** Views that collect and keep publish. */
interface OrderViews {
  readonly event_view: { readonly record: RecordId; readonly load: number }
  readonly membership_view: { readonly record: RecordId; readonly customer: CustomerId }
}

/** How many customers have events of a load. */
export async function customersOfLoad(tx: Tx, load: number): Promise<number> {
  const { count } = await tx
    .tables<OrderViews>()
    .selectFrom("event_view as event")
    .innerJoin("membership_view as member", "member.record", "event.record")
    .select(({ fn }) => fn.count<number>("member.customer").distinct().as("count"))
    .where("event.load", "=", load)
    .executeTakeFirstOrThrow()
  return count
}
