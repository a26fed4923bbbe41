import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { api } from "../client.ts"
import type { Batch } from "./asking-batch.ts"

export type Foresight = Awaited<ReturnType<typeof api.foresight.read>>
export type Foreseen = Awaited<ReturnType<typeof api.foresight.list>>["items"][number]

/** What can happen, what matters most first. */
export const foreseenKinds = ["merged", "changed", "joined", "new"] as const
export type ForeseenKind = (typeof foreseenKinds)[number]

/** A batch that was looked at, by when: another look is another question. */
const lookOf = ({ id, tally }: Batch) => ["foresight", String(id), JSON.stringify(tally)]

export function useForesight(batch: Batch) {
  return useQuery({
    queryKey: lookOf(batch),
    queryFn: ({ signal }) => api.foresight.read({ batch: String(batch.id) }, { signal }),
  })
}

const page = 50
const firstPage: string | null = null

export function useForeseen(batch: Batch, kind: ForeseenKind) {
  return useInfiniteQuery({
    queryKey: [...lookOf(batch), kind],
    queryFn: ({ signal, pageParam }) =>
      api.foresight.list(
        {
          batch: String(batch.id),
          kind,
          limit: page,
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
  })
}
