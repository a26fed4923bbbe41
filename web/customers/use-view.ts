import { useQuery } from "@tanstack/react-query"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { useCallback } from "react"
import { api } from "../client.ts"
import type { ListAddress } from "./list-address.ts"
import { parseColumns, printColumns, type ShownColumn } from "./shown-columns.ts"
import type { CustomerSort } from "./sort.ts"

export type View = Awaited<ReturnType<typeof api.view.list>>[number]
export type ListColumn = Awaited<ReturnType<typeof api.view.columns>>[number]

export function useViews() {
  return useQuery({
    queryKey: ["views"],
    queryFn: ({ signal }) => api.view.list(undefined, { signal }),
  })
}

/** What a list can show: it changes with the program, not with the day. */
export function useListColumns() {
  return useQuery({
    queryKey: ["list-columns"],
    queryFn: ({ signal }) => api.view.columns(undefined, { signal }),
    staleTime: 10 * 60_000,
  })
}

/** The list as it is shown now: what its view says, and what the address says instead. */
export interface ShownView {
  /** `undefined` for the list that nobody has arranged. */
  readonly view: View | undefined
  readonly q: string | undefined
  readonly sort: CustomerSort
  readonly columns: readonly ShownColumn[]
  /** Does it differ from what is kept? */
  readonly isChanged: boolean
  readonly arrange: (change: Arrangement) => void
  /** Back to what is kept. */
  readonly revert: () => void
}

export interface Arrangement {
  readonly sort?: CustomerSort
  readonly columns?: readonly ShownColumn[]
}

/** @param views as they came, @param known every column there is */
export function useShownView(views: readonly View[], known: readonly ListColumn[]): ShownView {
  const address = useSearch({ from: "/customers" })
  const navigate = useNavigate()
  const view = views.find(({ id }) => id === address.view)
  const kept = keptOf(view, known)
  const go = useCallback(
    (change: (old: ListAddress) => ListAddress) =>
      void navigate({
        to: "/customers",
        search: (old) => change(old),
        state: (old) => old,
        replace: true,
      }),
    [navigate],
  )
  const { question, sort, columns } = shownOf(address, kept)
  return {
    view,
    q: question,
    sort,
    columns: columns.filter(({ id }) => known.some((column) => column.id === id)),
    isChanged: [address.q, address.sort, address.cols].some((part) => part !== undefined),
    arrange: (change) => go((old) => arranged(old, change, kept)),
    revert: () =>
      go(({ view: id, asOf }) => ({
        ...(id === undefined ? {} : { view: id }),
        ...(asOf === undefined ? {} : { asOf }),
      })),
  }
}

interface Kept {
  readonly question: string | undefined
  readonly sort: CustomerSort
  readonly columns: readonly ShownColumn[]
}

function keptOf(view: View | undefined, known: readonly ListColumn[]): Kept {
  if (view === undefined) {
    const columns = known.filter(({ usual }) => usual).map(({ id }) => ({ id }))
    return { question: undefined, sort: "-updated", columns }
  }
  return { question: view.question ?? undefined, sort: view.sort, columns: view.columns }
}

function shownOf({ q, sort, cols }: ListAddress, kept: Kept): Kept {
  return {
    question: q === undefined ? kept.question : q === "all" ? undefined : q,
    sort: sort ?? kept.sort,
    columns: cols === undefined ? kept.columns : (parseColumns(cols) ?? kept.columns),
  }
}

/** The address says only what differs from what is kept. */
function arranged(old: ListAddress, { sort, columns }: Arrangement, kept: Kept): ListAddress {
  const { sort: oldSort, cols: oldColumns, ...rest } = old
  const newSort = sort ?? oldSort
  const newColumns = columns === undefined ? oldColumns : printColumns(columns)
  return {
    ...rest,
    ...(newSort === undefined || newSort === kept.sort ? {} : { sort: newSort }),
    ...(newColumns === undefined || newColumns === printColumns(kept.columns)
      ? {}
      : { cols: newColumns }),
  }
}
