/** Reasons that no cleaner gives alone: they come from the rest of the row, or from its form. */
export const rowReasons = [
  "row/empty",
  "cell/too-long",
  "person-name/from-parts",
  "person-name/part-only",
  "date/contradicts-identity-number",
  "choice/contradicts-identity-number",
  "address/contradicts-region",
  "address/region-apart",
  "region/from-address",
] as const
