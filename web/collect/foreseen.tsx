import { Answered } from "../answered.tsx"
import { useFormats, useText } from "../shown.tsx"
import type { Batch } from "./asking-batch.ts"
import { useForesight, type Foresight } from "./asking-foresight.ts"
import { FlowBar } from "./flow-bar.tsx"
import { ForeseenFields } from "./foreseen-fields.tsx"
import { ForeseenList } from "./foreseen-list.tsx"
import { RejectionsSheet } from "./rejections-sheet.tsx"

/** What an import would do, worked out on the whole file. */
export function Foreseen({ batch }: { readonly batch: Batch }) {
  const text = useText()
  const query = useForesight(batch)
  const { tally, fileName, content } = batch
  const { accepted, customers, joined, rejected, read } = tally
  const key = content === "orders" ? "web.batch.lead-orders" : "web.batch.lead-people"
  const about = query.data?.about === true ? "yes" : "no"
  return (
    <>
      <p className="lead" role="status">
        {text(key, { accepted, customers, joined, rejected, about })}
        <small>{text("web.batch.lead-computed", { name: fileName, read })}</small>
      </p>
      <FlowBar tally={tally} label={text("web.batch.flow")} />
      <Answered query={query} rows={6}>
        {(foresight) => <Found batch={batch} foresight={foresight} />}
      </Answered>
    </>
  )
}

function Found({ batch, foresight }: { readonly batch: Batch; readonly foresight: Foresight }) {
  const text = useText()
  const formats = useFormats()
  const { reasons, expires } = foresight
  const groups = reasons.map(({ code, rows, first, column, facts }) => ({
    code,
    rows,
    first: { row: first, code, column, facts },
  }))
  return (
    <>
      {batch.content === "orders" ? null : (
        <div className="columns batch-columns">
          <ForeseenList batch={batch} foresight={foresight} />
          <ForeseenFields foresight={foresight} />
        </div>
      )}
      <RejectionsSheet batch={batch} as="reasons" groups={groups} />
      <p className="quiet">
        {text("web.foresight.expires")}{" "}
        <time title={formats.exactly(expires)}>{formats.exactly(expires)}</time>
      </p>
    </>
  )
}
