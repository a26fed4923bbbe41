/** Port: the one guarded way out of the house: checked addresses, no redirects, 5 s, 1 MB. */
export interface Outbound {
  /** @throws Failure "outbound/refused" | "outbound/failed" */
  fetch(url: string, init?: { readonly method?: string; readonly body?: string }): Promise<string>
}
