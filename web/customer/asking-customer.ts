import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { api } from "../client.ts"
import { useThen } from "./use-then.ts"

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

export type Change = Awaited<ReturnType<typeof api.customer.history>>["items"][number]

export function useCustomer(customer: string) {
  const then = useThen()
  return useQuery({
    queryKey: ["customer", customer, then],
    queryFn: ({ signal }) => api.customer.read({ customer, ...then }, { signal }),
  })
}

export function useEvidence(customer: string) {
  const then = useThen()
  return useQuery({
    queryKey: ["evidence", customer, then],
    queryFn: ({ signal }) => api.customer.evidence({ customer, ...then }, { signal }),
  })
}

export function useWhy(customer: string, field: string) {
  const then = useThen()
  return useQuery({
    queryKey: ["why", customer, field, then],
    queryFn: ({ signal }) => api.customer.why({ customer, field, ...then }, { signal }),
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
  const then = useThen()
  return useInfiniteQuery({
    queryKey: ["timeline", customer, kind, then],
    queryFn: ({ signal, pageParam }) =>
      api.customer.timeline(
        {
          customer,
          ...then,
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

export function useHistory(customer: string) {
  return useInfiniteQuery({
    queryKey: ["history", customer],
    queryFn: ({ signal, pageParam }) =>
      api.customer.history(
        { customer, limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next,
  })
}
