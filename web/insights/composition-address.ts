/** What customers are looked at by; `new` is when they came. */
export const aspects = [
  "new",
  "age",
  "sex",
  "province",
  "occupation",
  "education",
  "marital_state",
  "income_band",
  "industry",
  "size",
  "kind",
  "source",
] as const
export type Aspect = (typeof aspects)[number]

/** What the address says: by what. */
export interface CompositionAddress {
  readonly by?: Aspect
}

/** Reads it; what an address should not say is dropped. */
export function readCompositionAddress(
  search: Readonly<Record<string, unknown>>,
): CompositionAddress {
  const by = aspects.find((one) => one === search["by"])
  return by === undefined ? {} : { by }
}
