import { useQuery } from "@tanstack/react-query"
import { useCallback } from "react"
import { useSources } from "../asking.ts"
import { api } from "../client.ts"
import { useFormats, useShown } from "../shown.tsx"
import { groupName } from "./aspect-name.ts"
import type { Aspect } from "./composition-address.ts"
import type { CompositionAnswer, Group } from "./composition-picture.ts"
import { tiles } from "./provinces.ts"

export type CountBy = Exclude<Aspect, "new">

export function useComposition(by: CountBy | "city", asOf: string | undefined) {
  return useQuery({
    queryKey: ["composition", by, asOf],
    queryFn: ({ signal }) =>
      api.analysis.composition(asOf === undefined ? { by } : { by, asOf }, { signal }),
    placeholderData: (before) => before,
  })
}

/** What groups are called here; sources by the names they were given. */
export function useGroupName(by: string): (group: Pick<Group, "value">) => string {
  const { language } = useShown()
  const formats = useFormats()
  const sources = useSources().data
  return useCallback(
    ({ value }) => {
      const source = sources?.find(({ id }) => id === value)?.name
      return groupName({ language, formats }, by, { value, source })
    },
    [by, language, formats, sources],
  )
}

/** Do provinces of the grid hold anybody? Elsewhere they are ranked as all else is. */
export function isOnGrid({ by, groups }: CompositionAnswer): boolean {
  return (
    by === "province" &&
    groups.some(({ value }) => tiles.some(({ province }) => province === value))
  )
}
