import { useId } from "react"
import { decisionReasons } from "#contract"
import { useText } from "../shown.tsx"
import type { Reason } from "./asking-decision.ts"

interface ReasonChoiceProps {
  readonly value: Reason
  readonly onChange: (reason: Reason) => void
}

/** Why somebody decides so: a code, never words, because decisions outlive the erasure of values. */
export function ReasonChoice({ value, onChange }: ReasonChoiceProps) {
  const text = useText()
  const id = useId()
  return (
    <span className="reason-choice">
      <label htmlFor={id}>{text("web.hand.reason")}</label>
      <select
        id={id}
        className="choose"
        value={value}
        onChange={(event) => {
          const reason = decisionReasons.find((one) => one === event.target.value)
          if (reason !== undefined) onChange(reason)
        }}
      >
        {decisionReasons.map((reason) => (
          <option key={reason} value={reason}>
            {text(`decision.reason.${reason}`)}
          </option>
        ))}
      </select>
    </span>
  )
}
