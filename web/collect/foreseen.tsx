import { useText } from "../shown.tsx"
import type { Batch } from "./asking-batch.ts"
import { FlowBar } from "./flow-bar.tsx"
import { RejectionsSheet } from "./rejections-sheet.tsx"

/** What an import would do, worked out on the whole file. */
export function Foreseen({ batch }: { readonly batch: Batch }) {
  const text = useText()
  const { tally, fileName, content } = batch
  const { accepted, customers, joined, rejected, read } = tally
  const key = content === "orders" ? "web.batch.lead-orders" : "web.batch.lead-people"
  return (
    <>
      <p className="lead" role="status">
        {text(key, { accepted, customers, joined, rejected })}
        <small>{text("web.batch.lead-computed", { name: fileName, read })}</small>
      </p>
      <FlowBar tally={tally} label={text("web.batch.flow")} />
      <RejectionsSheet batch={batch} as="reasons" />
    </>
  )
}
