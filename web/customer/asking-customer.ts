import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { api } from "../client.ts"

export type Customer = Awaited<ReturnType<typeof api.customer.read>>
export type Member = Customer["members"][number]
export type Evidence = Awaited<ReturnType<typeof api.customer.evidence>>
export type Cell = Evidence["fields"][number]["cells"][number][number]
export type Why = Awaited<ReturnType<typeof api.customer.why>>
type WhyCandidate = Why["candidates"][number]
/** Ids are told here as plain text: nothing is looked up by them. */
export interface Candidate extends Omit<WhyCandidate, "record" | "batch" | "source"> {
  readonly record: string
  readonly batch: number | null
  readonly source: Omit<WhyCandidate["source"], "id">
}
export type Joins = Awaited<ReturnType<typeof api.customer.joins>>
export interface JoinLink extends Omit<Joins["links"][number], "a" | "b"> {
  readonly a: string
  readonly b: string
}
type Told = Awaited<ReturnType<typeof api.customer.timeline>>["items"][number]
export interface TimelineEvent extends Omit<Told, "record" | "batch"> {
  readonly record: string
  readonly batch: number | null
}

export function useCustomer(customer: string) {
  return useQuery({
    queryKey: ["customer", customer],
    queryFn: ({ signal }) => api.customer.read({ customer }, { signal }),
  })
}

export function useEvidence(customer: string) {
  return useQuery({
    queryKey: ["evidence", customer],
    queryFn: ({ signal }) => api.customer.evidence({ customer }, { signal }),
  })
}

export function useWhy(customer: string, field: string) {
  return useQuery({
    queryKey: ["why", customer, field],
    queryFn: ({ signal }) => api.customer.why({ customer, field }, { signal }),
  })
}

export function useJoins(customer: string) {
  return useQuery({
    queryKey: ["joins", customer],
    queryFn: ({ signal }) => api.customer.joins({ customer }, { signal }),
  })
}

const pageOfEvents = 40

export function useTimeline(customer: string, kind: string | undefined) {
  return useInfiniteQuery({
    queryKey: ["timeline", customer, kind],
    queryFn: ({ signal, pageParam }) =>
      api.customer.timeline(
        {
          customer,
          limit: pageOfEvents,
          ...(kind === undefined ? {} : { kind }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
  })
}

const firstPage: string | null = null
