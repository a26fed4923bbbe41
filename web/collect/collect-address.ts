/** What the address of the collect page says: which tab. */
export interface CollectAddress {
  readonly tab?: CollectTab
}

export const collectTabs = ["batches", "sources"] as const
export type CollectTab = (typeof collectTabs)[number]

/** Reads it; what an address should not say is dropped. */
export function readCollectAddress(search: Readonly<Record<string, unknown>>): CollectAddress {
  const tab = collectTabs.find((one) => one === search["tab"])
  return tab === undefined ? {} : { tab }
}
