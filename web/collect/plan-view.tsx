import { PlayCircleOutlined, WarningOutlined } from "@ant-design/icons"
import { useNavigate } from "@tanstack/react-router"
import { App, Button } from "antd"
import { useState } from "react"
import { useChange } from "../asking.ts"
import { api } from "../client.ts"
import { useFormats, useShown, useText, useTouch } from "../shown.tsx"
import type { Batch } from "./asking-batch.ts"
import { ColumnsSheet } from "./columns-sheet.tsx"
import { Foreseen } from "./foreseen.tsx"
import { delimiterText } from "./delimiter-text.ts"
import { rejectionText } from "./rejection-text.ts"
import { RereadSheet } from "./reread-sheet.tsx"
import { SettingsSheet } from "./settings-sheet.tsx"
import { usePlan } from "./use-plan.ts"

/** Before anything is written: what the file is, where its columns go, and what would happen. */
export function PlanView({ batch }: { readonly batch: Batch }) {
  const planned = usePlan(batch)
  const { language } = useShown()
  const [isRereading, reread] = useState(false)
  return (
    <>
      {batch.state === "previewed" ? (
        <Foreseen batch={batch} />
      ) : (
        <Lead batch={batch} reread={() => reread(true)} />
      )}
      {batch.failure === null ? null : (
        <p className="advice" role="alert">
          <WarningOutlined /> {rejectionText(language, { ...batch.failure, column: null })}
        </p>
      )}
      <SettingsSheet batch={batch} planned={planned} />
      <ColumnsSheet batch={batch} planned={planned} />
      <Decision batch={batch} isSaving={planned.isSaving} isSaved={planned.isSaved} />
      <RereadSheet batch={batch} open={isRereading} onClose={() => reread(false)} />
    </>
  )
}

interface LeadProps {
  readonly batch: Batch
  readonly reread: () => void
}

function Lead({ batch: { fileName, bytes, dialect }, reread }: LeadProps) {
  const text = useText()
  const formats = useFormats()
  return (
    <p className="lead">
      {text("web.batch.plan-lead", { name: fileName })}
      <small>
        {text("web.batch.plan-lead-facts", {
          bytes: formats.bytes(bytes),
          encoding: text(`web.collect.encoding-${dialect.encoding}`),
          delimiter: delimiterText(text, dialect.delimiter),
          header: dialect.header ? "yes" : "no",
        })}{" "}
        <button type="button" className="as-link" aria-haspopup="dialog" onClick={reread}>
          {text("web.batch.reread")}
        </button>
      </small>
    </p>
  )
}

interface DecisionProps {
  readonly batch: Batch
  readonly isSaving: boolean
  readonly isSaved: boolean
}

/** The one next step, always in sight; and the way out. */
function Decision({ batch, isSaving, isSaved }: DecisionProps) {
  const text = useText()
  const touch = useTouch()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const preview = useChange(api.batch.preview)
  const run = useChange(api.batch.run)
  const discard = useChange(api.batch.discard, {
    done: () => {
      message.info(text("web.batch.discarded"))
      void navigate({ to: "/collect" })
    },
  })
  const id = String(batch.id)
  const isForeseen = batch.state === "previewed"
  const { accepted } = batch.tally
  const hint = isSaving ? "web.batch.saving" : isForeseen ? "web.batch.import-how" : undefined
  return (
    <div className="verdict-bar">
      <Button loading={discard.isPending} onClick={() => discard.begin({ batch: id })}>
        {text("web.batch.discard")}
      </Button>
      <span className="grow" />
      {touch ? null : (
        <span className="quiet" role="status">
          {hint === undefined ? (isSaved ? text("web.batch.saved") : "") : text(hint)}
        </span>
      )}
      {isForeseen ? (
        <Button
          type="primary"
          icon={<PlayCircleOutlined />}
          disabled={accepted === 0}
          loading={run.isPending}
          onClick={() => run.begin({ batch: id })}
        >
          {accepted === 0
            ? text("web.batch.import-none")
            : text("web.batch.import", { count: accepted })}
        </Button>
      ) : (
        <Button
          type="primary"
          loading={preview.isPending || isSaving}
          onClick={() => preview.begin({ batch: id })}
        >
          {text("web.batch.preview")}
        </Button>
      )}
    </div>
  )
}
