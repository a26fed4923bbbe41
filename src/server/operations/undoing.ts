import { readBatch } from "#collect"
import { tellUndo, type ToldSaying } from "#flow"
import { readUndoneCustomers, type UndoneCustomer } from "#keep"
import { BatchId, CustomerId, Failure } from "#kernel"
import type { House } from "../compose.ts"
import { os } from "./os.ts"

/** What undos kept and why. */
export function undoingOperations({ store }: House) {
  return {
    read: os.undoing.read.handler(async ({ input }) => {
      const told = await tellUndo(store, input.batch)
      const { back, later, customers, ...counts } = told
      return {
        ...counts,
        back: back.map(showSaying),
        later: later.map(showSaying),
        customers: customers === null ? null : { ...customers },
      }
    }),
    list: os.undoing.list.handler(async ({ input: { batch, limit, cursor } }) => {
      const { items, next } = await store.read(async (tx) => {
        await readBatch(tx, batch)
        return readUndoneCustomers(tx, batch, { limit, after: afterOf(cursor) })
      })
      return { items: items.map(showUndone), next }
    }),
  }
}

/** The list goes on behind a customer. @throws Failure "server/input" */
function afterOf(cursor: string | undefined): CustomerId | undefined {
  if (cursor === undefined) return undefined
  const { data } = CustomerId.safeParse(cursor)
  if (data !== undefined) return data
  throw new Failure("server/input", { path: "cursor", issue: "other", wanted: "", more: 0 })
}

function showSaying({ batch, received, source, records }: ToldSaying) {
  return { batch: BatchId.parse(batch), source, records, received: received.toISOString() }
}

function showUndone({ values, ...customer }: UndoneCustomer) {
  return {
    ...customer,
    values: values.map(({ field, from, to, by }) => ({
      field,
      from: [...from],
      to: [...to],
      by: by === null ? null : { ...by, batch: by.batch === null ? null : BatchId.parse(by.batch) },
    })),
  }
}
