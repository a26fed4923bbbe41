import { CustomerSorts, type CustomerSort } from "./sort.ts"

/** What the address of the list says: the id of a kept question, the order, as of when. Never what is looked for. */
export interface ListAddress {
  readonly q?: string
  readonly sort?: CustomerSort
  /** A day or an instant. */
  readonly asOf?: string
}

const dayOrInstant = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z)?$/
const questionId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads it; what an address should not say is dropped. */
export function readListAddress(search: Readonly<Record<string, unknown>>): ListAddress {
  const { q, asOf } = search
  const sort = CustomerSorts.find((one) => one === search["sort"])
  return {
    ...(typeof q === "string" && questionId.test(q) ? { q } : {}),
    ...(sort === undefined ? {} : { sort }),
    ...(typeof asOf === "string" && dayOrInstant.test(asOf) ? { asOf } : {}),
  }
}
