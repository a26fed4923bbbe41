import { App, Button } from "antd"
import { useState } from "react"
import { useChange } from "../asking.ts"
import { api } from "../client.ts"
import { Trust } from "../parts.tsx"
import { PopUp } from "../pop-up.tsx"
import { useText } from "../shown.tsx"
import type { Source } from "./asking-batch.ts"

const initiatives = ["customer", "us", "third-party"] as const

interface SourceFormProps {
  readonly source: Source | undefined
  readonly onClose: () => void
}

/** What is said of a source, trust first: it decides whose word counts. */
export function SourceForm({ source, onClose }: SourceFormProps) {
  const text = useText()
  const { message } = App.useApp()
  const [draft, set] = useState<Partial<Source>>({})
  const update = useChange(api.source.update, {
    done: ({ name }) => {
      message.success(text("web.collect.saved", { name }))
      onClose()
    },
  })
  if (source === undefined) return <PopUp title="" open={false} onClose={onClose} children={null} />
  const now = { ...source, ...draft }
  const { id, name, direct, initiative, trust, purpose, lawfulBasis } = now
  const save = () =>
    update.begin({ source: id, name, direct, initiative, trust, purpose, lawfulBasis })
  return (
    <PopUp
      title={text("web.collect.edit-source", { name: source.name })}
      open
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text("web.collect.cancel")}</Button>
          <Button
            type="primary"
            loading={update.isPending}
            disabled={name.trim() === ""}
            onClick={save}
          >
            {text("web.collect.save")}
          </Button>
        </>
      }
    >
      <form
        className="settings one"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TrustSlider trust={trust} onChange={(next) => set({ ...draft, trust: next })} />
        <TextLine
          label={text("web.collect.source-name")}
          value={name}
          onChange={(next) => set({ ...draft, name: next })}
        />
        <Channel source={now} onChange={(part) => set({ ...draft, ...part })} />
        <TextLine
          label={text("web.collect.source-purpose")}
          value={purpose ?? ""}
          onChange={(next) => set({ ...draft, purpose: next === "" ? null : next })}
        />
        <TextLine
          label={text("web.collect.source-basis")}
          value={lawfulBasis ?? ""}
          onChange={(next) => set({ ...draft, lawfulBasis: next === "" ? null : next })}
        />
      </form>
    </PopUp>
  )
}

interface ChannelProps {
  readonly source: Source
  readonly onChange: (part: Partial<Source>) => void
}

/** Who took the first step, and whose words they are. */
function Channel({ source: { initiative, direct }, onChange }: ChannelProps) {
  const text = useText()
  return (
    <>
      <label>
        <span>{text("web.collect.col-initiative")}</span>
        <select
          className="choose"
          value={initiative}
          onChange={(event) => {
            const next = initiatives.find((one) => one === event.target.value)
            if (next !== undefined) onChange({ initiative: next })
          }}
        >
          {initiatives.map((one) => (
            <option key={one} value={one}>
              {text(`web.collect.initiative-${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{text("web.collect.source-direct")}</span>
        <select
          className="choose"
          value={direct ? "yes" : "no"}
          onChange={(event) => onChange({ direct: event.target.value === "yes" })}
        >
          <option value="yes">{text("web.collect.source-direct-yes")}</option>
          <option value="no">{text("web.collect.source-direct-no")}</option>
        </select>
      </label>
    </>
  )
}

interface TrustSliderProps {
  readonly trust: number
  readonly onChange: (trust: number) => void
}

function TrustSlider({ trust, onChange }: TrustSliderProps) {
  const text = useText()
  return (
    <label className="trust-line">
      <span>{text("web.collect.source-trust")}</span>
      <span>
        <input
          type="range"
          min={0.05}
          max={1}
          step={0.05}
          value={trust}
          onChange={(event) => onChange(Number(event.target.value))}
        />
        <Trust of={trust} />
      </span>
      <small>{text("web.collect.source-trust-how")}</small>
    </label>
  )
}

interface TextLineProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function TextLine({ label, value, onChange }: TextLineProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        className="type-in"
        value={value}
        maxLength={200}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}
