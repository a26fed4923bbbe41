/** What the address of a customer's page says: which tab, which kind of events, as of when. */
export interface CustomerAddress {
  readonly tab?: CustomerTab
  readonly kind?: string
  /** A day or an instant. */
  readonly asOf?: string
  /** The id of a customer beside which this one is laid, to join them. */
  readonly join?: string
}

export const customerTabs = ["overview", "sources", "joins", "history"] as const
export type CustomerTab = (typeof customerTabs)[number]

const dayOrInstant = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z)?$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const eventKind = /^[a-z][a-z-]{0,39}$/

/** Reads it; what an address should not say is dropped. */
export function readCustomerAddress(search: Readonly<Record<string, unknown>>): CustomerAddress {
  const { kind, asOf, join } = search
  const tab = customerTabs.find((one) => one === search["tab"])
  return {
    ...(tab === undefined ? {} : { tab }),
    ...(typeof kind === "string" && eventKind.test(kind) ? { kind } : {}),
    ...(typeof asOf === "string" && dayOrInstant.test(asOf) ? { asOf } : {}),
    ...(typeof join === "string" && uuid.test(join) ? { join } : {}),
  }
}
