import { CustomerSorts, type CustomerSort } from "./sort.ts"

/** What the address of the list says: the id of a kept question and the order. Never what is looked for. */
export interface ListAddress {
  readonly q?: string
  readonly sort?: CustomerSort
}

const questionId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads it; what an address should not say is dropped. */
export function readListAddress(search: Readonly<Record<string, unknown>>): ListAddress {
  const { q } = search
  const sort = CustomerSorts.find((one) => one === search["sort"])
  return {
    ...(typeof q === "string" && questionId.test(q) ? { q } : {}),
    ...(sort === undefined ? {} : { sort }),
  }
}
