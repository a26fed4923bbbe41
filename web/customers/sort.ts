import { sorts } from "#contract"

export const CustomerSorts = sorts
export type CustomerSort = (typeof sorts)[number]

/** What a click on a column's head does: that column first, then the other way round. */
export function turned(sort: CustomerSort, by: "name" | "number" | "updated"): CustomerSort {
  if (by === "updated") return sort === "-updated" ? "updated" : "-updated"
  return sort === by ? `-${by}` : by
}
