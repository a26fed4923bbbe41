import type { api } from "../client.ts"

export type CompositionAnswer = Awaited<ReturnType<typeof api.analysis.composition>>
export type TrendsAnswer = Awaited<ReturnType<typeof api.analysis.trends>>
export type Group = CompositionAnswer["groups"][number]

/** Places behind the groups. The unknown always stands there, the rest where somebody is in it. */
const restPlaces = ["others", "unsure", "unknown", "outside"] as const
export type RestPlace = (typeof restPlaces)[number]

export function restOf(answer: CompositionAnswer): readonly RestPlace[] {
  return restPlaces.filter((place) => place === "unknown" || (answer[place]?.customers ?? 0) > 0)
}

/** What a count says first: its largest group. */
export function largestOf({ groups }: Pick<CompositionAnswer, "groups">) {
  const [group] = groups.toSorted((a, b) => b.customers - a.customers)
  return group === undefined || group.customers === 0 ? undefined : group
}

/** Of how many it is said: everybody but the unknown and those whom it cannot be said of. */
export function knownIn({ customers, unknown, outside }: CompositionAnswer): number {
  return customers - unknown.customers - outside.customers
}

/** The period in which most came; nothing where nobody did. */
export function fullestOf({ periods }: Pick<TrendsAnswer, "periods">) {
  const [period] = periods.toSorted((a, b) => b.customers - a.customers)
  return period === undefined || period.customers === 0 ? undefined : period
}
