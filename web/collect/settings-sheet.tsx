import { useId, type ReactNode } from "react"
import { useFields, useSourceKinds, useSources } from "../asking.ts"
import { api, newKey } from "../client.ts"
import { Sheet } from "../parts.tsx"
import { useText } from "../shown.tsx"
import type { Batch } from "./asking-batch.ts"
import { heldFile } from "./held-files.ts"
import { contents, type FileContent } from "./send-file.ts"
import { sourceKindText } from "../source-kind-text.ts"
import { targetsOf } from "./targets.ts"
import type { usePlan } from "./use-plan.ts"
import { useUpload } from "./use-upload.ts"

export interface PlannedProps {
  readonly batch: Batch
  readonly planned: ReturnType<typeof usePlan>
}

const dateOrders = ["ymd", "dmy", "mdy"] as const
const zones = [
  "Asia/Shanghai",
  "Asia/Hong_Kong",
  "Asia/Taipei",
  "Asia/Tokyo",
  "Asia/Singapore",
  "Europe/London",
  "Europe/Berlin",
  "America/New_York",
  "America/Los_Angeles",
  "Australia/Sydney",
  "UTC",
]
const currencies = ["CNY", "USD", "EUR", "HKD", "GBP", "JPY"]

/** What the file is as a whole: content, source, key, and how its dates are written. */
export function SettingsSheet({ batch, planned }: PlannedProps) {
  const text = useText()
  const kinds = (useSourceKinds().data ?? []).map(({ kind }) => kind)
  const { plan, change } = planned
  const headers = plan.columns.map(({ header }) => header)
  const isOrders = plan.content === "orders"
  return (
    <Sheet title={text("web.batch.about")}>
      <div className="settings">
        <ContentLine batch={batch} planned={planned} />
        <SourceLine batch={batch} planned={planned} />
        <Line label={text("web.batch.source-kind")}>
          <select
            className="choose"
            value={plan.source.kind}
            onChange={(event) => change({ source: { ...plan.source, kind: event.target.value } })}
          >
            {optionsWith(kinds, plan.source.kind).map((kind) => (
              <option key={kind} value={kind}>
                {sourceKindText(text, kind)}
              </option>
            ))}
          </select>
        </Line>
        <Line
          label={text(isOrders ? "web.batch.key-orders" : "web.batch.key")}
          {...(isOrders ? {} : { note: text("web.batch.key-how") })}
        >
          <ColumnSelect
            value={plan.key}
            headers={headers}
            none={text("web.batch.key-none")}
            onChange={(key) => change({ key })}
          />
        </Line>
        <Line label={text("web.batch.source-column")}>
          <ColumnSelect
            value={plan.sourceColumn}
            headers={headers}
            none={text("web.batch.source-column-none")}
            onChange={(sourceColumn) => change({ sourceColumn })}
          />
        </Line>
        <Line label={text("web.batch.date-order")}>
          <select
            className="choose"
            value={plan.dateOrder}
            onChange={(event) => {
              const dateOrder = dateOrders.find((one) => one === event.target.value)
              if (dateOrder !== undefined) change({ dateOrder })
            }}
          >
            {dateOrders.map((one) => (
              <option key={one} value={one}>
                {text(`web.batch.date-order-${one}`)}
              </option>
            ))}
          </select>
        </Line>
        <Listed
          label={text("web.batch.zone")}
          value={plan.zone}
          options={zones}
          onChange={(zone) => change({ zone })}
        />
        {isOrders ? (
          <Listed
            label={text("web.batch.currency")}
            value={plan.currency}
            options={currencies}
            onChange={(currency) => change({ currency })}
          />
        ) : null}
      </div>
    </Sheet>
  )
}

/** Another content means other targets: the file is read anew, or the columns that cannot stay are freed. */
function ContentLine({ batch, planned: { plan, change } }: PlannedProps) {
  const text = useText()
  const fields = useFields().data ?? []
  const { send } = useUpload()
  const become = (content: FileContent) => {
    const id = String(batch.id)
    const held = heldFile(id)
    if (held !== undefined) {
      void send(
        { ...held, content },
        {
          replace: true,
          source: plan.source,
          done: () => void api.batch.discard({ batch: id }, { context: { key: newKey() } }),
        },
      )
      return
    }
    const targets = targetsOf(content, fields)
    const columns = plan.columns.map((column) =>
      column.field === null || targets.includes(column.field)
        ? column
        : { ...column, field: null, confidence: 0, why: "none" as const },
    )
    change({ content, columns })
  }
  return (
    <Line label={text("web.batch.content")}>
      <select
        className="choose"
        value={plan.content}
        onChange={(event) => {
          const content = contents.find((one) => one === event.target.value)
          if (content !== undefined) become(content)
        }}
      >
        {contents.map((one) => (
          <option key={one} value={one}>
            {text(`web.collect.content-${one}`)}
          </option>
        ))}
      </select>
    </Line>
  )
}

/** Known sources are offered; what is typed is sent when the field is left: each name is a source. */
function SourceLine({ batch, planned: { plan, change, write } }: PlannedProps) {
  const text = useText()
  const list = useId()
  const sources = useSources().data ?? []
  const name = plan.source.name
  const send = () => {
    if (name.trim() === "" || name.trim() === batch.plan.source.name) return
    const known = sources.find((one) => one.name === name.trim())
    change({ source: { name: name.trim(), kind: known?.kind ?? plan.source.kind } })
  }
  return (
    <Line label={text("web.batch.source")} note={text("web.batch.source-how")}>
      <input
        className="type-in"
        list={list}
        maxLength={200}
        value={name}
        onChange={(event) => write({ source: { ...plan.source, name: event.target.value } })}
        onBlur={send}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) send()
        }}
      />
      <datalist id={list}>
        {sources.map((one) => (
          <option key={one.id} value={one.name} />
        ))}
      </datalist>
    </Line>
  )
}

interface LineProps {
  readonly label: string
  readonly note?: string
  readonly children: ReactNode
}

function Line({ label, note, children }: LineProps) {
  return (
    <label>
      <span>{label}</span>
      {children}
      {note === undefined ? null : <small>{note}</small>}
    </label>
  )
}

interface ColumnSelectProps {
  readonly value: string | null
  readonly headers: readonly string[]
  readonly none: string
  readonly onChange: (header: string | null) => void
}

function ColumnSelect({ value, headers, none, onChange }: ColumnSelectProps) {
  return (
    <select
      className="choose"
      value={value === null ? "-1" : String(headers.indexOf(value))}
      onChange={(event) => onChange(headers[Number(event.target.value)] ?? null)}
    >
      <option value="-1">{none}</option>
      {headers.map((header, at) => (
        <option key={header} value={at}>
          {header}
        </option>
      ))}
    </select>
  )
}

interface ListedProps {
  readonly label: string
  readonly value: string
  readonly options: readonly string[]
  readonly onChange: (value: string) => void
}

function Listed({ label, value, options, onChange }: ListedProps) {
  return (
    <Line label={label}>
      <select className="choose" value={value} onChange={(event) => onChange(event.target.value)}>
        {optionsWith(options, value).map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </Line>
  )
}

/** What stands there is always one of the choices. */
function optionsWith(options: readonly string[], value: string): readonly string[] {
  return options.includes(value) ? options : [value, ...options]
}
