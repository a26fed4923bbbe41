import { CheckCircleOutlined, TeamOutlined, UndoOutlined, UploadOutlined } from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import { Button } from "antd"
import { useChange } from "../asking.ts"
import { api } from "../client.ts"
import { useKeys } from "../keys.ts"
import { Figure, Keycap, Sheet, Strip } from "../parts.tsx"
import { useOpenQuestion } from "../question/use-question.ts"
import { useFormats, useText } from "../shown.tsx"
import type { Batch } from "./asking-batch.ts"
import { FlowBar } from "./flow-bar.tsx"
import { OriginSheet } from "./origin-sheet.tsx"
import { RejectionsSheet } from "./rejections-sheet.tsx"

/** What an import did, what it left out, and the way back. */
export function ResultView({ batch }: { readonly batch: Batch }) {
  const text = useText()
  const isUndone = batch.state === "undone"
  return (
    <>
      <Lead batch={batch} />
      {isUndone ? null : <Actions batch={batch} />}
      <Figures batch={batch} />
      <FlowBar tally={batch.tally} label={text("web.batch.flow-was")} />
      <div className="columns batch-columns">
        {batch.tally.rejected === 0 ? (
          <Sheet title={text("web.batch.rejected-rows")}>
            <p className="quiet">
              <CheckCircleOutlined className="ok-sign" /> {text("web.batch.none-rejected")}
            </p>
          </Sheet>
        ) : (
          <RejectionsSheet batch={batch} as="rows" />
        )}
        <div className="stack">
          {isUndone ? null : <EffectSheet batch={batch} />}
          <OriginSheet batch={batch} />
        </div>
      </div>
    </>
  )
}

function Lead({ batch }: { readonly batch: Batch }) {
  const text = useText()
  const formats = useFormats()
  const { tally, fileName, started, finished, undoneAt, state } = batch
  const took =
    started === null || finished === null
      ? undefined
      : (Date.parse(finished) - Date.parse(started)) / 1000
  const facts = [
    fileName,
    ...(undoneAt === null
      ? finished === null
        ? []
        : [formats.past(finished)]
      : [text("web.batch.undone-when", { time: formats.past(undoneAt) })]),
    ...(took === undefined || undoneAt !== null
      ? []
      : [text("web.batch.took", { time: formats.seconds(took) })]),
  ]
  return (
    <p className="lead" role="status">
      {state === "undone" ? (
        text("web.batch.undone-lead")
      ) : (
        <>
          <CheckCircleOutlined className="done" />{" "}
          {text("web.batch.done-lead", { accepted: tally.accepted, rejected: tally.rejected })}
        </>
      )}
      <small>{facts.join(" · ")}</small>
    </p>
  )
}

function Actions({ batch }: { readonly batch: Batch }) {
  const text = useText()
  const question = useOpenQuestion()
  const undo = useChange(api.batch.undo)
  const id = String(batch.id)
  const take = () => {
    if (!undo.isPending) undo.begin({ batch: id })
  }
  useKeys({ u: take, U: take })
  return (
    <div className="button-row">
      <Button icon={<UndoOutlined />} loading={undo.isPending} onClick={take}>
        {text("web.batch.undo")} <Keycap>U</Keycap>
      </Button>
      {batch.tally.rejected === 0 ? null : (
        <Link to="/collect" className="button-link">
          <UploadOutlined /> {text("web.batch.send-mended")}
        </Link>
      )}
      <Button
        type="primary"
        icon={<TeamOutlined />}
        loading={question.isPending}
        onClick={() => question.open({ is: "in-batch", batch: batch.id })}
      >
        {text("web.batch.open-customers")}
      </Button>
    </div>
  )
}

function Figures({ batch: { tally } }: { readonly batch: Batch }) {
  const text = useText()
  const formats = useFormats()
  const { read, customers, joined, same, rejected } = tally
  const rows = text("web.batch.rows")
  const share = (n: number) =>
    read === 0 ? "–" : text("web.batch.share-of", { share: formats.percent(n / read) })
  return (
    <Strip label={text("web.batch.figures")}>
      <Figure
        label={text("web.batch.read")}
        value={formats.count(read)}
        unit={rows}
        note={text("web.batch.read-note")}
      />
      <Figure
        label={text("web.batch.customers")}
        value={formats.count(customers)}
        unit={text("web.unit.customer")}
        note={text("web.batch.customers-note")}
      />
      <Figure
        label={text("web.batch.joined")}
        value={formats.count(joined)}
        unit={text("web.unit.customer")}
        note={text("web.batch.joined-note")}
      />
      <Figure
        label={text("web.batch.same")}
        value={formats.count(same)}
        unit={rows}
        note={share(same)}
      />
      <Figure
        label={text("web.batch.rejected")}
        value={formats.count(rejected)}
        unit={rows}
        note={share(rejected)}
      />
    </Strip>
  )
}

/** Said before it is done; undone it can be sent again, so nobody is asked twice. */
function EffectSheet({ batch: { tally, content } }: { readonly batch: Batch }) {
  const text = useText()
  const lines =
    content === "orders"
      ? [text("web.batch.effect-orders", { count: tally.new })]
      : [
          ...(tally.new === 0 ? [] : [text("web.batch.effect-new", { count: tally.new })]),
          ...(tally.changed === 0
            ? []
            : [text("web.batch.effect-changed", { count: tally.changed })]),
          ...(tally.joined === 0 ? [] : [text("web.batch.effect-joined", { count: tally.joined })]),
        ]
  return (
    <Sheet title={text("web.batch.undo-effect")}>
      <ul className="rows effect">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="advice">{text("web.batch.effect-later")}</p>
    </Sheet>
  )
}
