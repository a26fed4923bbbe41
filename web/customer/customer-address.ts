/** What the address of a customer's page says: which tab. */
export interface CustomerAddress {
  readonly tab?: CustomerTab
}

export const customerTabs = ["overview", "timeline", "sources"] as const
export type CustomerTab = (typeof customerTabs)[number]

/** Reads it; what an address should not say is dropped. */
export function readCustomerAddress(search: Readonly<Record<string, unknown>>): CustomerAddress {
  const tab = customerTabs.find((one) => one === search["tab"])
  return tab === undefined ? {} : { tab }
}
