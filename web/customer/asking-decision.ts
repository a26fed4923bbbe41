import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import type { decisionReasons } from "#contract"
import { useChange } from "../asking.ts"
import { api, newKey } from "../client.ts"
import { useText } from "../shown.tsx"
import { useDone } from "./undo-toast.tsx"

export type Decided = Awaited<ReturnType<typeof api.decision.join>>
export type Decision = Awaited<ReturnType<typeof api.decision.list>>[number]
export type Reason = (typeof decisionReasons)[number]
export type Brief = Decided["after"][number]

export function useDecisions(customer: string) {
  return useQuery({
    queryKey: ["decisions", customer],
    queryFn: ({ signal }) => api.decision.list({ customer }, { signal }),
  })
}

/** What would follow; nothing is kept of it. */
export function useSeparationPreview(customer: string, records: readonly string[]) {
  return useQuery({
    queryKey: ["separation", customer, ...records],
    enabled: records.length > 0,
    queryFn: ({ signal }) =>
      api.decision.separate(
        { customer, records: [...records], preview: true },
        { signal, context: { key: newKey() } },
      ),
  })
}

export function useJoinPreview(one: string, other: string) {
  return useQuery({
    queryKey: ["joining", one, other],
    queryFn: ({ signal }) =>
      api.decision.join({ one, other, preview: true }, { signal, context: { key: newKey() } }),
  })
}

/** Decides, says so with the way back, and goes to who is left. */
export function useDeciding(onDone: () => void) {
  const text = useText()
  const told = useDone()
  const navigate = useNavigate()
  const takeBack = useTakeBack()
  const done = (what: "joined" | "separated") => (decided: Decided) => {
    const { decision, after } = decided
    onDone()
    const [first] = after
    if (what === "joined" && first !== undefined)
      void navigate({
        to: "/customers/$customer",
        params: { customer: first.id },
        search: { tab: "sources" },
        replace: true,
      })
    if (decision !== null)
      told(text(`web.hand.${what}`, { count: after.length }), () =>
        takeBack.begin({ decision, preview: false }),
      )
  }
  return {
    join: useChange(api.decision.join, { done: done("joined") }),
    separate: useChange(api.decision.separate, { done: done("separated") }),
  }
}

export function useTakeBack() {
  return useChange(api.decision.takeBack)
}
