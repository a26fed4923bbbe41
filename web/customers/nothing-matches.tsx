import { SearchOutlined } from "@ant-design/icons"
import { useQueries } from "@tanstack/react-query"
import { Button } from "antd"
import type { Question } from "#contract"
import { Face } from "../answered.tsx"
import { api } from "../client.ts"
import { questionOf, replaced } from "../question/question-parts.ts"
import { useWordSource } from "../question/use-question.ts"
import { wordsOf } from "../question/words.ts"
import { useText } from "../shown.tsx"
import type { Asked } from "./use-rows.ts"

interface NothingMatchesProps {
  readonly asked: Asked
  readonly parts: readonly Question[]
  readonly open: (question: Question | undefined) => void
  readonly clear: () => void
}

/** Nobody answers all that is asked: which condition to drop, and how many that would give. */
export function NothingMatches({ asked, parts, open, clear }: NothingMatchesProps) {
  const text = useText()
  const words = useWordSource()
  const search = asked.search ?? ""
  const counts = useQueries({ queries: parts.map((_, at) => without(parts, at, search)) })
  const ways = parts
    .map((part, at) => ({ part, at, count: counts[at]?.data?.count ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 2)
  return (
    <Face
      icon={<SearchOutlined />}
      title={
        search === ""
          ? text("web.customers.nothing", { count: parts.length })
          : text("web.customers.nothing-named", { conditions: parts.length })
      }
      actions={
        <>
          {ways.map(({ part, at, count }) => (
            <Button key={at} onClick={() => open(questionOf(replaced(parts, at, undefined)))}>
              {text("web.customers.drop", { label: wordsOf(part, words).label, count })}
            </Button>
          ))}
          {search === "" ? null : (
            <Button onClick={clear}>{text("web.customers.clear-words")}</Button>
          )}
          {parts.length === 0 ? null : (
            <Button type="text" onClick={() => open(undefined)}>
              {text("web.question.clear")}
            </Button>
          )}
        </>
      }
    >
      {text(ways.length > 0 ? "web.customers.nothing-drop" : "web.customers.nothing-how")}
    </Face>
  )
}

function without(parts: readonly Question[], at: number, search: string) {
  const question = questionOf(replaced(parts, at, undefined))
  const asked = {
    ...(question === undefined ? {} : { question }),
    ...(search === "" ? {} : { search }),
  }
  return {
    queryKey: ["customer-count", asked],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
      api.customer.count(asked, { signal }),
  }
}
