/** What the address of a customer's page says: which tab, and which kind of events. */
export interface CustomerAddress {
  readonly tab?: CustomerTab
  readonly kind?: string
}

export const customerTabs = ["overview", "sources", "joins"] as const
export type CustomerTab = (typeof customerTabs)[number]

const eventKind = /^[a-z][a-z-]{0,39}$/

/** Reads it; what an address should not say is dropped. */
export function readCustomerAddress(search: Readonly<Record<string, unknown>>): CustomerAddress {
  const { kind } = search
  const tab = customerTabs.find((one) => one === search["tab"])
  return {
    ...(tab === undefined ? {} : { tab }),
    ...(typeof kind === "string" && eventKind.test(kind) ? { kind } : {}),
  }
}
