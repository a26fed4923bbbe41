import { useMutation, useQueryClient } from "@tanstack/react-query"
import { App } from "antd"
import { useState } from "react"
import { api, newKey } from "../client.ts"
import { useShown } from "../shown.tsx"
import { sayTrouble } from "../trouble.ts"
import type { Batch, ColumnPlan, Plan } from "./asking-batch.ts"

/** Where the columns of a batch go, kept as it is changed: one can leave and come back. */
export function usePlan(batch: Batch) {
  const { message } = App.useApp()
  const { language } = useShown()
  const client = useQueryClient()
  const [draft, setDraft] = useState(batch.plan)
  const id = String(batch.id)
  const saving = useMutation({
    mutationFn: (plan: Plan) =>
      api.batch.plan({ batch: id, plan: writable(plan) }, { context: { key: newKey() } }),
    // One after the other: the last one stands.
    scope: { id: `plan ${id}` },
    onSuccess: (saved) => client.setQueryData(["batch", id], saved),
    onError: (thrown) => void message.error(sayTrouble(language, thrown)),
  })
  const change = (part: Partial<Plan>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    saving.mutate(next)
  }
  return {
    plan: draft,
    isSaving: saving.isPending,
    isSaved: saving.isSuccess,
    change,
    /** What the server made of it. */
    take: setDraft,
    /** Without sending it yet: while somebody types. */
    write: (part: Partial<Plan>) => setDraft({ ...draft, ...part }),
    move: (header: string, field: string | null) =>
      change({ columns: draft.columns.map((column) => moved(column, header, field)) }),
  }
}

function moved(column: ColumnPlan, header: string, field: string | null): ColumnPlan {
  return column.header === header ? { ...column, field, confidence: 1, why: "person" } : column
}

function writable(plan: Plan) {
  return { ...plan, columns: plan.columns.map((column) => ({ ...column })) }
}
