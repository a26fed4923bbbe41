import { Button } from "antd"
import { Sheet } from "../parts.tsx"
import { fieldName } from "../question/words.ts"
import { useFormats, useShown, useText } from "../shown.tsx"
import { useEvidence, type Customer } from "./asking-customer.ts"
import { useDecidingTask, useTasks, type Task } from "./asking-by-hand.ts"
import { useValueText } from "./use-value-text.ts"

/** Where a trusted source says something else than what was typed before. */
export function TasksSheet({ customer }: { readonly customer: Customer }) {
  const text = useText()
  const tasks = useTasks(customer.id).data ?? []
  if (tasks.length === 0) return null
  return (
    <Sheet title={text("web.hand.tasks")} className="tasks-sheet">
      <ul className="rows tasks">
        {tasks.map((task) => (
          <TaskRow key={task.id} customer={customer} task={task} />
        ))}
      </ul>
    </Sheet>
  )
}

interface TaskRowProps {
  readonly customer: Customer
  readonly task: Task
}

function TaskRow({ customer, task }: TaskRowProps) {
  const text = useText()
  const formats = useFormats()
  const { language } = useShown()
  const decide = useDecidingTask(task)
  const { mine, theirs, source } = useSides(customer, task)
  return (
    <li>
      <b>{fieldName(language, task.field)}</b>
      <dl>
        <dt>{text("web.hand.mine")}</dt>
        <dd>{mine}</dd>
        <dt>{source}</dt>
        <dd>
          {theirs} <small title={formats.exactly(task.made)}>{formats.past(task.made)}</small>
        </dd>
      </dl>
      <span className="editor-deeds">
        <Button
          size="small"
          loading={decide.isPending}
          onClick={() => decide.begin({ task: task.id, outcome: "take" })}
        >
          {text("web.hand.take")}
        </Button>
        <Button
          size="small"
          loading={decide.isPending}
          onClick={() => decide.begin({ task: task.id, outcome: "keep" })}
        >
          {text("web.hand.keep")}
        </Button>
      </span>
    </li>
  )
}

/** What was typed and what came since, as far as the reader may see it. */
function useSides({ id }: Customer, { field, evidence: record }: Task) {
  const shown = useValueText()
  const table = useEvidence(id).data
  const line = table?.fields.find((one) => one.field === field)
  const said = (wanted: (member: { record: string; batch: unknown }) => boolean) => {
    const at = table?.members.findIndex(wanted) ?? -1
    const value = line?.cells[at]?.find(({ verdict }) => verdict !== "denied")?.value
    return value === null || value === undefined ? "–" : shown(field, value)
  }
  return {
    mine: said(({ batch }) => batch === null),
    theirs: said((member) => member.record === record),
    source: table?.members.find((member) => member.record === record)?.source.name ?? "",
  }
}
