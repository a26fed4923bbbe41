import { PauseOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useChange } from "../asking.ts"
import { api } from "../client.ts"
import { Meter, Sheet } from "../parts.tsx"
import { useFormats, useText } from "../shown.tsx"
import type { Batch } from "./asking-batch.ts"

/** Work that goes on: how far, how long still, and how to stop it. */
export function WorkView({ batch }: { readonly batch: Batch }) {
  const text = useText()
  const formats = useFormats()
  const { fileName, progress, state } = batch
  const { stage, done, total, secondsLeft } = progress
  const share = total === null || total === 0 ? 0 : Math.min(1, done / total)
  const facts = [
    text(`web.batch.stage-${stage}`),
    ...(total === null
      ? done === 0
        ? []
        : [text("web.batch.done-so-far", { done })]
      : [text("web.batch.done-of", { done, total })]),
    ...(secondsLeft === null || secondsLeft <= 0
      ? []
      : [text("web.batch.time-left", { time: formats.seconds(secondsLeft) })]),
  ]
  return (
    <>
      <p className="lead">
        {doingOf(text, state)}
        <small>{fileName}</small>
      </p>
      <Sheet className="working">
        <Meter share={share} label={text("web.batch.progress")} />
        <p className="working-facts" role="status">
          <b>{formats.percent(share)}</b>
          <span>{facts.join(text("web.evidence.and"))}</span>
        </p>
        <p className="quiet">{text("web.batch.leave")}</p>
        <Stops batch={batch} />
      </Sheet>
    </>
  )
}

function doingOf(text: ReturnType<typeof useText>, state: Batch["state"]): string {
  if (state === "previewing" || state === "undoing") return text(`web.batch.doing-${state}`)
  return text("web.batch.doing-importing")
}

function Stops({ batch: { id, state } }: { readonly batch: Batch }) {
  const text = useText()
  const pause = useChange(api.batch.pause)
  const cancel = useChange(api.batch.cancel)
  if (state === "undoing") return null
  const batch = String(id)
  return (
    <div className="button-row">
      {state === "importing" ? (
        <Button
          icon={<PauseOutlined />}
          loading={pause.isPending}
          onClick={() => pause.begin({ batch })}
        >
          {text("web.batch.pause")}
        </Button>
      ) : null}
      <Button loading={cancel.isPending} onClick={() => cancel.begin({ batch })}>
        {text(state === "importing" ? "web.batch.cancel" : "web.collect.cancel")}
      </Button>
    </div>
  )
}
