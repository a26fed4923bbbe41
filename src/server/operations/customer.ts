import { countCustomers, listCustomers } from "#keep"
import type { House } from "../compose.ts"
import { os } from "./os.ts"

export function customerOperations({ store, askerOf }: House) {
  return {
    search: os.customer.search.handler(({ input, context }) =>
      store.read((tx) => listCustomers(tx, askerOf(context.principal), input)),
    ),
    count: os.customer.count.handler(({ input, context }) =>
      store.read(async (tx) => ({
        count: await countCustomers(tx, askerOf(context.principal), input),
      })),
    ),
  }
}
