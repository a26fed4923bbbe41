import { QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { App } from "antd"
import { api, newKey, type CallContext } from "./client.ts"
import { useShown } from "./shown.tsx"
import { mayPass, sayTrouble } from "./trouble.ts"

/** One cache for the page. Answers count as fresh for a while, so that going back is instant. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 5 * 60_000,
        retry: (failures, thrown) => failures < 1 && mayPass(thrown),
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  })
}

type Change<Input, Output> = (
  input: Input,
  options: { readonly context: CallContext },
) => Promise<Output>

interface ChangeOptions<Output> {
  readonly done?: (output: Output) => void
}

/**
 * Something a person does. It carries one key for all its tries, so it happens once; afterwards
 * everything on the page is asked anew. What goes wrong is said in a toast.
 */
export function useChange<Input, Output>(
  change: Change<Input, Output>,
  { done }: ChangeOptions<Output> = {},
) {
  const { message } = App.useApp()
  const { language } = useShown()
  const client = useQueryClient()
  const mutation = useMutation({
    mutationFn: ({ input, key }: { readonly input: Input; readonly key: string }) =>
      change(input, { context: { key } }),
    retry: (failures, thrown) => failures < 2 && mayPass(thrown),
    onSuccess: (output) => done?.(output),
    onError: (thrown) => void message.error(sayTrouble(language, thrown)),
    onSettled: (_output, thrown) => {
      const asked = client.invalidateQueries()
      // What failed can be tried again at once; nobody waits for what cannot be asked either.
      return thrown === null ? asked : undefined
    },
  })
  return {
    isPending: mutation.isPending,
    error: mutation.error,
    begin: (input: Input) => mutation.mutate({ input, key: newKey() }),
  }
}

export function useStatus() {
  return useQuery({
    queryKey: ["status"],
    queryFn: ({ signal }) => api.system.status(undefined, { signal }),
  })
}

/** The field dictionary: it changes with the program, not with the day. */
export function useFields() {
  return useQuery({
    queryKey: ["fields"],
    queryFn: ({ signal }) => api.system.fields(undefined, { signal }),
    staleTime: 10 * 60_000,
  })
}

/** The kinds of source that a delivery can come from: they change with the program, too. */
export function useSourceKinds() {
  return useQuery({
    queryKey: ["source-kinds"],
    queryFn: ({ signal }) => api.source.kinds(undefined, { signal }),
    staleTime: 10 * 60_000,
  })
}

/** Every analysis, what its columns can be, and its current run. */
export function useAnalyses() {
  return useQuery({
    queryKey: ["analyses"],
    queryFn: ({ signal }) => api.analysis.list(undefined, { signal }),
  })
}

export function useSources() {
  return useQuery({
    queryKey: ["sources"],
    queryFn: ({ signal }) => api.source.list(undefined, { signal }),
  })
}
