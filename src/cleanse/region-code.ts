import codes from "./data/region-codes.json" with { type: "json" }

const known = new Set(
  Object.entries(codes).flatMap(([province, rest]) =>
    rest.split(" ").map((four) => province + four),
  ),
)

/** Was there ever a county with this code of six digits? Codes of abolished counties live on in cards. */
export function wasRegionCode(code: string): boolean {
  return known.has(code)
}

/** Is this a province's two digits? */
export function isProvinceCode(code: string): boolean {
  return Object.hasOwn(codes, code)
}
