import { useId, type ReactNode } from "react"
import { useAnalyses } from "../asking.ts"
import { useShown, useText } from "../shown.tsx"
import { valueText } from "../value-text.ts"
import { useFormats } from "../shown.tsx"
import { ways, waysOf, type Draft, type DraftField, type Way } from "./draft.ts"
import { eventName, segmentName } from "./words.ts"

interface InputProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

const eventKinds = ["order", "payment", "refund", "call", "visit"] as const

interface FieldInputProps extends InputProps {
  readonly field: DraftField & { readonly name: string; readonly choices: readonly string[] }
}

/** How a field is asked for, and for which value. */
export function FieldInput({ draft, change, field }: FieldInputProps) {
  const text = useText()
  const way = useId()
  return (
    <>
      <label htmlFor={way}>{text("web.question.way")}</label>
      <select
        id={way}
        className="choose"
        value={draft.way}
        onChange={(event) => change({ way: wayOf(event.target.value) })}
      >
        {waysOf(field).map((one) => (
          <option key={one} value={one}>
            {text(`web.question.way-${one}`)}
          </option>
        ))}
      </select>
      <FieldValue draft={draft} change={change} field={field} />
    </>
  )
}

function wayOf(value: string): Way {
  return ways.find((way) => way === value) ?? "is"
}

function FieldValue({ draft, change, field }: FieldInputProps) {
  const text = useText()
  const { language } = useShown()
  const formats = useFormats()
  if (draft.way === "known" || draft.way === "unknown") return null
  if (draft.way === "one-of")
    return (
      <Ticks
        label={field.name}
        options={field.choices.map((code) => [code, valueText({ language, formats }, field, code)])}
        draft={draft}
        change={change}
      />
    )
  const hint = field.kind === "date" ? text("web.question.date-hint") : ""
  if (draft.way === "between") return <Between draft={draft} change={change} hint={hint} />
  return (
    <Line label={text("web.question.value")} hint={hint}>
      {(id) => (
        <input
          id={id}
          className="type-in"
          autoComplete="off"
          inputMode={field.kind === "phone" ? "tel" : "text"}
          maxLength={200}
          value={draft.value}
          onChange={(event) => change({ value: event.target.value })}
        />
      )}
    </Line>
  )
}

function Between({ draft, change, hint }: InputProps & { readonly hint: string }) {
  const text = useText()
  return (
    <>
      <Line label={text("web.question.from")} hint={hint}>
        {(id) => (
          <input
            id={id}
            className="type-in"
            autoComplete="off"
            maxLength={40}
            value={draft.value}
            onChange={(event) => change({ value: event.target.value })}
          />
        )}
      </Line>
      <Line label={text("web.question.to")}>
        {(id) => (
          <input
            id={id}
            className="type-in"
            autoComplete="off"
            maxLength={40}
            value={draft.upto}
            onChange={(event) => change({ upto: event.target.value })}
          />
        )}
      </Line>
    </>
  )
}

interface SourceInputProps extends InputProps {
  readonly sources: readonly { readonly id: string; readonly name: string }[]
}

export function SourceInput({ draft, change, sources }: SourceInputProps) {
  const text = useText()
  return (
    <Line label={text("web.question.source")}>
      {(id) => (
        <select
          id={id}
          className="choose"
          value={draft.value}
          onChange={(event) => change({ value: event.target.value })}
        >
          <option value="">{text("web.question.choose")}</option>
          {sources.map((source) => (
            <option key={source.id} value={source.id}>
              {source.name}
            </option>
          ))}
        </select>
      )}
    </Line>
  )
}

export function BatchInput({ draft, change }: InputProps) {
  const text = useText()
  return (
    <Line label={text("web.question.batch")}>
      {(id) => (
        <input
          id={id}
          className="type-in"
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
          value={draft.value}
          onChange={(event) => change({ value: event.target.value })}
        />
      )}
    </Line>
  )
}

/** The segments of recency, frequency and money, as the analysis offers them. */
export function SegmentInput({ draft, change }: InputProps) {
  const text = useText()
  const { language } = useShown()
  const rfm = (useAnalyses().data ?? []).find(({ analysis }) => analysis === "rfm")
  const segments = rfm?.choices["segment"] ?? []
  return (
    <Ticks
      label={text("web.question.@segment")}
      options={segments.map((segment) => [segment, segmentName(language, segment)])}
      draft={draft}
      change={change}
    />
  )
}

export function EventInput({ draft, change }: InputProps) {
  const text = useText()
  const { language } = useShown()
  return (
    <>
      <Line label={text("web.question.event-kind")}>
        {(id) => (
          <select
            id={id}
            className="choose"
            value={draft.values[0] ?? "order"}
            onChange={(event) => change({ values: [event.target.value] })}
          >
            {eventKinds.map((kind) => (
              <option key={kind} value={kind}>
                {eventName(language, kind)}
              </option>
            ))}
          </select>
        )}
      </Line>
      <Between draft={draft} change={change} hint={text("web.question.times-hint")} />
    </>
  )
}

interface TicksProps extends InputProps {
  readonly label: string
  readonly options: readonly (readonly [code: string, name: string])[]
}

function Ticks({ label, options, draft, change }: TicksProps) {
  const tick = (code: string, ticked: boolean) =>
    change({
      values: ticked ? [...draft.values, code] : draft.values.filter((value) => value !== code),
    })
  return (
    <fieldset className="ticks">
      <legend>{label}</legend>
      {options.map(([code, name]) => (
        <label key={code}>
          <input
            type="checkbox"
            checked={draft.values.includes(code)}
            onChange={(event) => tick(code, event.target.checked)}
          />
          {name}
        </label>
      ))}
    </fieldset>
  )
}

interface LineProps {
  readonly label: string
  readonly hint?: string
  readonly children: (id: string) => ReactNode
}

function Line({ label, hint = "", children }: LineProps) {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div>
        {children(id)}
        {hint === "" ? null : <small>{hint}</small>}
      </div>
    </>
  )
}
