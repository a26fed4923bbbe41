import { HistoryOutlined } from "@ant-design/icons"
import { App, Button } from "antd"
import { useChange, useSources } from "../asking.ts"
import { api } from "../client.ts"
import { useText } from "../shown.tsx"
import type { Plan } from "./asking-batch.ts"
import type { PlannedProps } from "./settings-sheet.tsx"

/** Whether columns go where they went in the last file of this source; what is new; the way out of it. */
export function MemoryNote({ batch, planned }: PlannedProps) {
  const text = useText()
  const { message } = App.useApp()
  const { plan, take } = planned
  const guess = useChange(api.batch.guess, { done: (guessed) => take(guessed.plan) })
  const forget = useChange(api.source.forgetMapping, {
    done: () => void message.info(text("web.memory.forgotten")),
  })
  const source = useSources().data?.find(({ id }) => id === batch.source.id)
  const isRemembered = source?.remembers.includes(plan.content) === true
  const known = plan.columns.filter(({ why }) => why === "last").length
  const again = (memory: boolean) => guess.begin({ batch: String(batch.id), memory })
  if (known === 0 && !isRemembered) return null
  return (
    <p className="memory-note">
      <HistoryOutlined aria-hidden="true" />
      <span className="grow">{known === 0 ? offerOf(text, plan) : leadOf(text, plan)}</span>
      <Button loading={guess.isPending} onClick={() => again(known === 0)}>
        {text(known === 0 ? "web.memory.use" : "web.memory.without")}
      </Button>
      {source === undefined || !isRemembered ? null : (
        <Button loading={forget.isPending} onClick={() => forget.begin({ source: source.id })}>
          {text("web.memory.forget")}
        </Button>
      )}
    </p>
  )
}

function offerOf(text: ReturnType<typeof useText>, { source }: Plan): string {
  return text("web.memory.offer", { source: source.name })
}

function leadOf(text: ReturnType<typeof useText>, { source, columns }: Plan): string {
  const known = columns.filter(({ why }) => why === "last").length
  const fresh = columns.filter(({ why }) => why !== "last" && why !== "person")
  const names = fresh.map(({ header }) => header).join(text("web.question.comma"))
  return text("web.memory.lead", { source: source.name, known, fresh: fresh.length, names })
}
