import { PlayCircleOutlined, UndoOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useChange } from "../asking.ts"
import { api } from "../client.ts"
import { useShown, useText } from "../shown.tsx"
import type { Batch } from "./asking-batch.ts"
import { FlowBar } from "./flow-bar.tsx"
import { OriginSheet } from "./origin-sheet.tsx"
import { RejectionsSheet } from "./rejections-sheet.tsx"
import { rejectionText } from "./rejection-text.ts"

/** A batch that stopped: why, what stands, and how to go on or back. */
export function StoppedView({ batch }: { readonly batch: Batch }) {
  const text = useText()
  const { language } = useShown()
  const { state, failure, tally, fileName } = batch
  return (
    <>
      <p className="lead" role="status">
        {leadOf(text, batch)}
        <small>{fileName}</small>
      </p>
      {failure === null ? null : (
        <p className="advice" role="alert">
          {rejectionText(language, { ...failure, column: null })}
        </p>
      )}
      <Ways batch={batch} />
      {state === "cancelled" || tally.read === 0 ? null : (
        <>
          <FlowBar tally={tally} label={text("web.batch.flow-was")} />
          <RejectionsSheet batch={batch} as="rows" />
        </>
      )}
      <OriginSheet batch={batch} />
    </>
  )
}

function leadOf(text: ReturnType<typeof useText>, { state, tally, started }: Batch): string {
  if (state === "paused") return text("web.batch.paused-lead", { accepted: tally.accepted })
  if (state === "cancelled") return text("web.batch.cancelled-lead")
  return text(started === null ? "web.batch.failed-preview" : "web.batch.failed-lead")
}

function Ways({ batch: { id, state, started } }: { readonly batch: Batch }) {
  const text = useText()
  const resume = useChange(api.batch.resume)
  const undo = useChange(api.batch.undo)
  if (state === "cancelled") return null
  const batch = String(id)
  return (
    <div className="button-row">
      <Button
        type="primary"
        icon={<PlayCircleOutlined />}
        loading={resume.isPending}
        onClick={() => resume.begin({ batch })}
      >
        {text("web.batch.resume")}
      </Button>
      {started === null ? null : (
        <Button
          icon={<UndoOutlined />}
          loading={undo.isPending}
          onClick={() => undo.begin({ batch })}
        >
          {text("web.batch.undo")}
        </Button>
      )}
    </div>
  )
}
