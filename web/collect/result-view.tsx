import { CheckCircleOutlined } from "@ant-design/icons"
import { Figure, Sheet, Strip } from "../parts.tsx"
import { useFormats, useText } from "../shown.tsx"
import type { Batch } from "./asking-batch.ts"
import { OriginSheet } from "./origin-sheet.tsx"
import { RejectionsSheet } from "./rejections-sheet.tsx"
import { UndoneSheet, UndoSheet } from "./undo-sheet.tsx"

/** What an import did, what it left out, and the way back. */
export function ResultView({ batch }: { readonly batch: Batch }) {
  const text = useText()
  const isUndone = batch.state === "undone"
  return (
    <>
      <Lead batch={batch} />
      <Figures batch={batch} />
      {isUndone ? <UndoneSheet batch={batch} /> : null}
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
          <UndoSheet batch={batch} />
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

function Figures({ batch: { tally } }: { readonly batch: Batch }) {
  const text = useText()
  const formats = useFormats()
  const { read, customers, joined, rejected } = tally
  const rows = text("web.batch.rows")
  return (
    <Strip label={text("web.batch.figures")}>
      <Figure
        label={text("web.batch.read")}
        value={formats.count(read)}
        unit={rows}
        note={text("web.batch.read-note")}
      />
      {kinds.map((kind) => (
        <Figure
          key={kind}
          label={text(`web.batch.${kind}`)}
          value={formats.count(tally[kind])}
          unit={rows}
          note={text(`web.batch.${kind}-says`)}
        />
      ))}
      <Figure
        label={text("web.batch.rejected")}
        value={formats.count(rejected)}
        unit={rows}
        note={
          read === 0 ? "–" : text("web.batch.share-of", { share: formats.percent(rejected / read) })
        }
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
    </Strip>
  )
}

const kinds = ["new", "changed", "same"] as const
