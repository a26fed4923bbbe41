import { impossible, judge, type Verdict } from "#kernel"
import type { Cleaner, CleanContext } from "./cleaner.ts"
import { cityOf, districtOf, provinceOf } from "./division.ts"
import { isPlaceholder } from "./placeholder.ts"
import { unifySpelling, withoutSpaces } from "./spelling.ts"

const reasons = [
  "region/empty",
  "region/placeholder",
  "region/no-letters",
  "region/spelling",
  "region/official-name",
] as const
type Reason = (typeof reasons)[number]

/** Province (short official name), city or district (full official name); elsewhere the text. */
export const region: Cleaner<Reason> = {
  kind: "region",
  reasons,
  example: "福建",
  cleanse: cleanseRegion,
}

function cleanseRegion(written: string, { field }: CleanContext): Verdict<string, Reason> {
  const spelled = unifyRegion(written)
  if (spelled === "") return impossible("region/empty")
  if (isPlaceholder(spelled)) return impossible("region/placeholder")
  if (!/\p{L}/u.test(spelled)) return impossible("region/no-letters")
  const name = officialName(spelled, field?.id) ?? spelled
  return judge(name, {
    changes: [spelled !== written && "region/spelling", name !== spelled && "region/official-name"],
    doubts: [],
  })
}

function unifyRegion(written: string): string {
  const spelled = unifySpelling(written)
  if (!/\p{Script=Han}/u.test(spelled)) return spelled
  const name = unifySpelling(withoutSpaces(spelled))
  return name.length > 3 ? name.replace(/^中国(?=.)/u, "") : name
}

function officialName(spelled: string, field: string | undefined): string | undefined {
  if (field === "city") return cityOf(spelled)?.name
  if (field === "district") return districtOf(spelled)
  return provinceOf(spelled)
}
