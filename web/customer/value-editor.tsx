import { Button } from "antd"
import { useDeferredValue, useEffect, useId, useRef, useState } from "react"
import { useFields } from "../asking.ts"
import { VerdictMark } from "../parts.tsx"
import { fieldName } from "../question/words.ts"
import { useShown, useText } from "../shown.tsx"
import { useCheck, useTyping } from "./asking-by-hand.ts"
import { reasonsText } from "./reasons-text.ts"
import { useValueText } from "./use-value-text.ts"

interface ValueEditorProps {
  readonly customer: string
  readonly field: string
  /** What stands there now; empty for a new value, and for a sealed one, of which only a mask is known. */
  readonly initial: string
  readonly onClose: () => void
}

/** A value edited where it stands, with the input of its kind. Enter keeps it, Esc leaves it as it was. */
export function ValueEditor({ customer, field, initial, onClose }: ValueEditorProps) {
  const text = useText()
  const { language } = useShown()
  const [value, setValue] = useState(initial)
  const { type, isPending } = useTyping(customer)
  const check = useCheck(customer, field, useDeferredValue(value)).data
  const isImpossible = check?.some((one) => one.field === field && one.value === null) === true
  const isSame = value.trim() === "" || value === initial
  const name = fieldName(language, field)
  return (
    <form
      className="value-editor"
      onSubmit={(event) => {
        event.preventDefault()
        if (isSame || isImpossible) return
        type({ field, typed: { value }, said: text("web.hand.typed", { field: name }) })
        onClose()
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.nativeEvent.isComposing) return
        event.stopPropagation()
        onClose()
      }}
    >
      <FieldInput field={field} value={value} label={name} onChange={setValue} />
      <Checked customer={customer} field={field} value={isSame ? "" : value} />
      <span className="editor-deeds">
        <Button
          size="small"
          type="primary"
          htmlType="submit"
          loading={isPending}
          disabled={isSame || isImpossible}
        >
          {text("web.hand.save")}
        </Button>
        <Button size="small" onClick={onClose}>
          {text("web.hand.cancel")}
        </Button>
      </span>
    </form>
  )
}

interface FieldInputProps {
  readonly field: string
  readonly value: string
  readonly label: string
  readonly onChange: (value: string) => void
}

const keyboards: Readonly<Record<string, "tel" | "email" | "decimal" | "url" | "numeric">> = {
  phone: "tel",
  email: "email",
  money: "decimal",
  number: "decimal",
  postcode: "numeric",
  link: "url",
}

/** A choice is chosen, all else is typed, with the keyboard that suits it. */
function FieldInput({ field, value, label, onChange }: FieldInputProps) {
  const text = useText()
  const id = useId()
  const box = useRef<HTMLInputElement & HTMLSelectElement>(null)
  const declared = useFields().data?.find((one) => one.id === field)
  const shown = useValueText()
  useEffect(() => box.current?.focus(), [])
  if (declared?.kind === "choice")
    return (
      <select
        ref={box}
        id={id}
        className="choose"
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{text("web.question.choose")}</option>
        {declared.choices.map((code) => (
          <option key={code} value={code}>
            {shown(field, code)}
          </option>
        ))}
      </select>
    )
  const kind = declared?.kind ?? "text"
  return (
    <input
      ref={box}
      id={id}
      className="type-in"
      aria-label={label}
      autoComplete="off"
      maxLength={500}
      inputMode={keyboards[kind] ?? "text"}
      placeholder={kind === "date" ? text("web.question.date-hint") : ""}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

interface CheckedProps {
  readonly customer: string
  readonly field: string
  readonly value: string
}

/** What it would be read as, before it is kept, and what follows from it. */
function Checked({ customer, field, value }: CheckedProps) {
  const text = useText()
  const { language } = useShown()
  const shown = useValueText()
  const check = useCheck(customer, field, useDeferredValue(value))
  if (value.trim() === "" || check.data === undefined) return null
  const own = check.data.filter((one) => one.field === field)
  const derived = check.data.filter((one) => one.field !== field && one.value !== null)
  return (
    <span className="checked" role="status">
      {own.map((one, at) => (
        <span key={at}>
          <VerdictMark is={one.verdict} /> {one.value === null ? "" : shown(field, one.value)}
          <small>{reasonsText(language, one.reasons)}</small>
        </span>
      ))}
      {derived.length === 0 ? null : (
        <small>
          {text("web.hand.follows-from", {
            values: derived
              .map(
                (one) => `${fieldName(language, one.field)} ${shown(one.field, one.value ?? "")}`,
              )
              .join(text("web.question.comma")),
          })}
        </small>
      )}
    </span>
  )
}
