import { useQueries, useQuery, useQueryClient, type UseQueryOptions } from "@tanstack/react-query"
import { useCallback, useEffect, useState } from "react"
import { api } from "../client.ts"
import {
  opened,
  pageOf,
  pageRows,
  pagesFor,
  received,
  rowsKnown,
  type KeysetWindow,
} from "./keyset-window.ts"
import type { CustomerSort } from "./sort.ts"

type CustomersPage = Awaited<ReturnType<typeof api.customer.search>>

/** A customer as a line of the list. */
export type CustomerLine = CustomersPage["items"][number]

/** What the list asks for. */
export interface Asked {
  readonly kept?: string
  readonly search?: string
  readonly asOf?: string
  readonly sort: CustomerSort
}

/** The page of a list that begins at `start`. */
function pageQuery(asked: Asked, start: string | null) {
  return {
    queryKey: ["customers", asked, start],
    queryFn: ({ signal }) =>
      api.customer.search(
        { ...asked, limit: pageRows, ...(start === null ? {} : { cursor: start }) },
        { signal },
      ),
    staleTime: 30_000,
    gcTime: 60_000,
  } satisfies UseQueryOptions<CustomersPage>
}

/** The first page: whether there is anything, or trouble. */
export function useFirstPage(asked: Asked) {
  return useQuery(pageQuery(asked, null))
}

export function useCount({ kept, search, asOf }: Omit<Asked, "sort">) {
  const asked = {
    ...(kept === undefined ? {} : { kept }),
    ...(search === undefined ? {} : { search }),
    ...(asOf === undefined ? {} : { asOf }),
  }
  return useQuery({
    queryKey: ["customer-count", asked],
    queryFn: ({ signal }) => api.customer.count(asked, { signal }),
    staleTime: 30_000,
  })
}

/** The beginnings of pages already seen, by what was asked: going back finds the list as it was. */
const seen = new Map<string, KeysetWindow>()

/** Rows of the long list, those near the ones in view; others come when they are scrolled to. */
export function useRows(asked: Asked, first: number, last: number) {
  const key = JSON.stringify(asked)
  const [window, setWindow] = useState(() => seen.get(key) ?? opened)
  const pages = pagesFor(window, first - pageRows / 2, last + pageRows / 2)
  const answers = useQueries({
    queries: pages.map((page) => pageQuery(asked, window.starts[page] ?? null)),
  })
  const came = answers.map(({ data }) => data)
  useEffect(() => {
    const next = came.reduce<KeysetWindow>((known, page, at) => {
      const number = pages[at]
      if (page === undefined || number === undefined) return known
      return received(known, number, { count: page.items.length, next: page.next })
    }, window)
    if (next === window) return
    seen.set(key, next)
    setWindow(next)
  })
  const rowAt = useCallback(
    (rank: number): CustomerLine | undefined =>
      came[pages.indexOf(pageOf(rank))]?.items[rank % pageRows],
    [came, pages],
  )
  const client = useQueryClient()
  const idsBetween = useCallback(
    async (from: number, to: number) => {
      const [low, high] = from < to ? [from, to] : [to, from]
      const wanted = pagesFor(window, low, high)
      const found = await Promise.all(
        wanted.map((page) => client.ensureQueryData(pageQuery(asked, window.starts[page] ?? null))),
      )
      const ids = found.flatMap(({ items }) => items.map(({ id }) => id))
      const begin = low - (wanted[0] ?? 0) * pageRows
      return ids.slice(begin, begin + high - low + 1)
    },
    [client, asked, window],
  )
  return { known: rowsKnown(window), rowAt, idsBetween }
}
