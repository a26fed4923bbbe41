import { InboxOutlined } from "@ant-design/icons"
import type { UseQueryResult } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { App, Button } from "antd"
import { Answered, Face } from "../answered.tsx"
import { useChange } from "../asking.ts"
import { api } from "../client.ts"
import { Meter, Sheet } from "../parts.tsx"
import { useFormats, useText } from "../shown.tsx"

type Batches = Awaited<ReturnType<typeof api.batch.list>>
type BatchLine = Batches["items"][number]

/** The last deliveries: what they brought, and the way back or on. */
export function RecentBatches({ query }: { readonly query: UseQueryResult<Batches> }) {
  const text = useText()
  return (
    <Sheet
      title={text("web.home.batches")}
      extra={<Link to="/collect">{text("web.home.all-batches")}</Link>}
    >
      <Answered
        query={query}
        rows={5}
        isEmpty={({ items }) => items.length === 0}
        empty={<Face icon={<InboxOutlined />} title={text("web.home.no-batches")} />}
      >
        {({ items }) => (
          <ul className="rows batches">
            {items.map((batch) => (
              <BatchRow key={String(batch.id)} batch={batch} />
            ))}
          </ul>
        )}
      </Answered>
    </Sheet>
  )
}

function BatchRow({ batch }: { readonly batch: BatchLine }) {
  const formats = useFormats()
  const at = batch.undoneAt ?? batch.finished ?? batch.created
  return (
    <li>
      <Link to="/collect/$batch" params={{ batch: String(batch.id) }}>
        {batch.fileName}
      </Link>
      <small>{batch.source.name}</small>
      <BatchFacts batch={batch} />
      <time title={formats.exactly(at)}>{formats.past(at)}</time>
      <BatchAction batch={batch} />
    </li>
  )
}

function BatchFacts({ batch: { state, tally, progress } }: { readonly batch: BatchLine }) {
  const text = useText()
  const formats = useFormats()
  if (state === "done")
    return (
      <span className="why">
        {text("web.home.batch-done", { accepted: tally.accepted, customers: tally.customers })}
        {tally.rejected === 0
          ? null
          : text("web.home.batch-rejected", { rejected: tally.rejected })}
      </span>
    )
  if (state === "importing" && progress.total !== null && progress.total > 0) {
    const share = progress.done / progress.total
    return (
      <span className="why moving">
        <Meter share={share} label={formats.percent(share)} />
        {progress.secondsLeft === null
          ? text(`web.home.batch-${state}`)
          : text("web.home.batch-left", { time: formats.seconds(progress.secondsLeft) })}
      </span>
    )
  }
  return <span className="why">{text(`web.home.batch-${state}`)}</span>
}

/** Undone at once and by one press; what was undone can be taken up again on the batch's own page. */
function BatchAction({ batch: { id, state, tally } }: { readonly batch: BatchLine }) {
  const text = useText()
  const { message } = App.useApp()
  const undo = useChange(api.batch.undo, {
    done: () => void message.success(text("web.home.undone", { count: tally.accepted })),
  })
  const resume = useChange(api.batch.resume)
  const batch = String(id)
  if (state === "done")
    return (
      <Button
        size="small"
        type="text"
        loading={undo.isPending}
        onClick={() => undo.begin({ batch })}
      >
        {text("web.home.undo")}
      </Button>
    )
  if (state === "paused" || state === "failed")
    return (
      <Button size="small" loading={resume.isPending} onClick={() => resume.begin({ batch })}>
        {text("web.home.resume")}
      </Button>
    )
  if (state === "previewed" || state === "received")
    return (
      <Link to="/collect/$batch" params={{ batch }}>
        {text("web.home.decide")}
      </Link>
    )
  return <span />
}
