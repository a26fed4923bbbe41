import { CloseOutlined, PlusOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { lazy, Suspense, useState } from "react"
import type { Question } from "#contract"
import { useKeys } from "../keys.ts"
import { useText } from "../shown.tsx"
import { draftOf } from "./draft.ts"
import { questionOf, replaced } from "./question-parts.ts"
import { useWordSource } from "./use-question.ts"
import { wordsOf } from "./words.ts"

const FilterBuilder = lazy(async () => {
  const { FilterBuilder: default_ } = await import("./filter-builder.tsx")
  return { default: default_ }
})

interface ChipsProps {
  readonly parts: readonly Question[]
  readonly onChange: (question: Question | undefined) => void
}

/** The conditions of a question as chips: press one to change it, its cross to take it away. */
export function Chips({ parts, onChange }: ChipsProps) {
  const text = useText()
  const words = useWordSource()
  const [editing, edit] = useState<number>()
  useKeys({ f: () => edit(parts.length) })
  const put = (at: number, part: Question | undefined) =>
    onChange(questionOf(replaced(parts, at, part)))
  return (
    <div className="chips" role="group" aria-label={text("web.question.conditions")}>
      {parts.map((part, at) => {
        const { label, value } = wordsOf(part, words)
        return (
          <span className="chip" key={JSON.stringify(part)}>
            <button type="button" disabled={draftOf(part) === undefined} onClick={() => edit(at)}>
              <span>{label}</span> {value}
            </button>
            <button
              type="button"
              aria-label={text("web.question.remove", { label })}
              onClick={() => put(at, undefined)}
            >
              <CloseOutlined />
            </button>
          </span>
        )
      })}
      <Button type="dashed" icon={<PlusOutlined />} onClick={() => edit(parts.length)}>
        {text("web.question.add")}
      </Button>
      {parts.length === 0 ? null : (
        <Button type="text" onClick={() => onChange(undefined)}>
          {text("web.question.clear")}
        </Button>
      )}
      {editing === undefined ? null : (
        <Suspense>
          <FilterBuilder
            open
            condition={parts[editing]}
            onClose={() => edit(undefined)}
            onDone={(part) => {
              edit(undefined)
              put(editing, part)
            }}
          />
        </Suspense>
      )}
    </div>
  )
}
