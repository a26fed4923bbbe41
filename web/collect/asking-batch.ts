import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"
import { api } from "../client.ts"

export type Batch = Awaited<ReturnType<typeof api.batch.read>>
export type Plan = Batch["plan"]
export type ColumnPlan = Plan["columns"][number]
export type Rejection = Awaited<ReturnType<typeof api.batch.rejections>>["items"][number]
export type Source = Awaited<ReturnType<typeof api.source.list>>[number]

const working = new Set(["previewing", "importing", "undoing"])

export function isWorking({ state }: Pick<Batch, "state">): boolean {
  return working.has(state)
}

export function useBatch(batch: string) {
  return useQuery({
    queryKey: ["batch", batch],
    queryFn: ({ signal }) => api.batch.read({ batch }, { signal }),
  })
}

/** While its work goes on, the batch is told anew each time something changed. */
export function useFollow(batch: string, isMoving: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!isMoving) return undefined
    const control = new AbortController()
    void follow(batch, control.signal, (now) => client.setQueryData(["batch", batch], now))
      // The line broke: ask again, and follow again if it still works.
      .catch(() => undefined)
      .then(() => (control.signal.aborted ? undefined : client.invalidateQueries()))
    return () => control.abort()
  }, [batch, isMoving, client])
}

async function follow(
  batch: string,
  signal: AbortSignal,
  tell: (now: Batch) => void,
): Promise<void> {
  for await (const now of await api.batch.progress({ batch }, { signal })) tell(now)
}

const pageOfBatches = 50

export function useBatches() {
  return useInfiniteQuery({
    queryKey: ["batches", "all"],
    queryFn: ({ signal, pageParam }) =>
      api.batch.list(
        { limit: pageOfBatches, ...(pageParam === null ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.items.some(isWorking) === true ? 2_000 : false,
  })
}

const firstPage: string | null = null

export function useSample(batch: string) {
  return useQuery({
    queryKey: ["sample", batch],
    queryFn: ({ signal }) => api.batch.sample({ batch }, { signal }),
    staleTime: Infinity,
  })
}

export type RejectedRow = Awaited<ReturnType<typeof api.batch.rejected>>["items"][number]

const pageOfRejected = 50

/** Rejected rows with their cells, to be mended. */
export function useRejected(batch: string) {
  return useInfiniteQuery({
    queryKey: ["rejected", batch],
    queryFn: ({ signal, pageParam }) =>
      api.batch.rejected(
        { batch, limit: pageOfRejected, ...(pageParam === null ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
  })
}

const pageOfRejections = 200

export function useRejections(batch: Batch) {
  const id = String(batch.id)
  return useInfiniteQuery({
    queryKey: ["rejections", id, batch.tally.rejected],
    queryFn: ({ signal, pageParam }) =>
      api.batch.rejections(
        {
          batch: id,
          limit: pageOfRejections,
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
    enabled: batch.tally.rejected > 0,
  })
}
