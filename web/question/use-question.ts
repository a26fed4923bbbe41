import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { Question, type sorts } from "#contract"
import { useChange, useFields, useSources } from "../asking.ts"
import { api } from "../client.ts"
import { useFormats, useShown } from "../shown.tsx"
import type { WordSource } from "./words.ts"

/** The question that an address names. */
export function useKeptQuestion(id: string | undefined) {
  return useQuery({
    queryKey: ["question", id],
    queryFn: ({ signal }) => api.question.read({ question: id ?? "" }, { signal }),
    enabled: id !== undefined,
    staleTime: Infinity,
    // The client's type of a tree ends at its first branch: what came is read as what it is.
    select: (kept) => ({ id: kept.id, question: Question.parse(kept.question) }),
  })
}

/**
 * Opens the list of customers that answer a question: it is kept first, so that the address can
 * carry its id and says nothing of what is asked. `undefined` opens everyone. As of then, where one says when.
 */
export function useOpenQuestion(then: { readonly asOf?: string } = {}) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const keeping = useChange(api.question.keep, {
    done: (kept) => {
      client.setQueryData(["question", kept.id], kept)
      void navigate({
        to: "/customers",
        search: (old) => ({ ...arrangementIn(old), ...then, q: kept.id }),
        state: (old) => old,
      })
    },
  })
  return {
    isPending: keeping.isPending,
    open: (question: Question | undefined) => {
      if (question !== undefined) return keeping.begin({ question })
      void navigate({
        to: "/customers",
        search: (old) => ({
          ...arrangementIn(old),
          ...then,
          ...(old.view === undefined ? {} : { q: "all" }),
        }),
        state: (old) => old,
      })
    },
  }
}

/** What of the list's address stays when another question is asked: its view, its order, its columns. */
function arrangementIn({ view, sort, cols }: ListArrangement): ListArrangement {
  return {
    ...(view === undefined ? {} : { view }),
    ...(sort === undefined ? {} : { sort }),
    ...(cols === undefined ? {} : { cols }),
  }
}

interface ListArrangement {
  readonly view?: string
  readonly sort?: (typeof sorts)[number]
  readonly cols?: string
}

/** What a customer has besides the fields of the dictionary. */
const ownKinds: Readonly<Record<string, string>> = {
  kind: "choice",
  since: "date",
  updated: "date",
}

/** What the words of conditions are made of, here and now. */
export function useWordSource(): WordSource {
  const { language } = useShown()
  const formats = useFormats()
  const fields = useFields().data
  const sources = useSources().data
  return {
    language,
    formats,
    kindOf: (field) => ownKinds[field] ?? fields?.find(({ id }) => id === field)?.kind ?? "text",
    sourceName: (id) => sources?.find((source) => source.id === id)?.name,
  }
}
