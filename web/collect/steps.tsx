import { CheckOutlined } from "@ant-design/icons"
import { useText } from "../shown.tsx"
import type { Batch } from "./asking-batch.ts"

const steps = ["file", "plan", "preview", "import", "result"] as const

const here: Readonly<Record<Batch["state"], number>> = {
  received: 1,
  previewing: 2,
  previewed: 2,
  importing: 3,
  paused: 3,
  failed: 3,
  cancelled: 3,
  done: 4,
  undoing: 4,
  undone: 4,
}

/** How far an import is. */
export function Steps({ state }: Pick<Batch, "state">) {
  const text = useText()
  const at = here[state]
  return (
    <ol className="import-steps" aria-label={text("web.batch.steps")}>
      {steps.map((step, place) => (
        <li
          key={step}
          className={place < at ? "past" : undefined}
          aria-current={place === at ? "step" : undefined}
        >
          <i aria-hidden="true">{place < at ? <CheckOutlined /> : place + 1}</i>
          <span>{text(`web.batch.step-${step}`)}</span>
        </li>
      ))}
    </ol>
  )
}
