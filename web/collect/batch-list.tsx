import { InboxOutlined } from "@ant-design/icons"
import { Link } from "@tanstack/react-router"
import { Button } from "antd"
import { Face, TroubleFace, Waiting } from "../answered.tsx"
import { Meter, Sheet } from "../parts.tsx"
import { useFormats, useText, useTouch } from "../shown.tsx"
import { useBatches, type Batch } from "./asking-batch.ts"

/** Every delivery, the latest first: what it was, how it stands, what it brought. */
export function BatchList() {
  const text = useText()
  const touch = useTouch()
  const query = useBatches()
  return (
    <Sheet title={text("web.collect.batches")} className="batch-list">
      {query.data === undefined ? (
        query.isError ? (
          <TroubleFace thrown={query.error} retry={query.refetch} />
        ) : (
          <Waiting rows={6} />
        )
      ) : (
        <>
          <Listed
            batches={query.data.pages.flatMap(({ items }) => items)}
            as={touch ? "cards" : "table"}
          />
          {query.hasNextPage ? (
            <p className="more-events">
              <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {text("web.collect.more")}
              </Button>
            </p>
          ) : null}
        </>
      )}
    </Sheet>
  )
}

interface ListedProps {
  readonly batches: readonly Batch[]
  readonly as: "cards" | "table"
}

function Listed({ batches, as }: ListedProps) {
  const text = useText()
  if (batches.length === 0)
    return (
      <Face icon={<InboxOutlined />} title={text("web.collect.no-batches")}>
        {text("web.collect.no-batches-how")}
      </Face>
    )
  if (as === "cards")
    return (
      <ul className="rows two-lines">
        {batches.map((batch) => (
          <BatchCard key={String(batch.id)} batch={batch} />
        ))}
      </ul>
    )
  return <BatchTable batches={batches} />
}

const columns = [
  { key: "file" },
  { key: "source" },
  { key: "content" },
  { key: "state" },
  { key: "accepted", end: true },
  { key: "rejected", end: true },
  { key: "customers", end: true },
  { key: "when", end: true },
] as const

function BatchTable({ batches }: { readonly batches: readonly Batch[] }) {
  const text = useText()
  return (
    <table className="plain-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={"end" in column ? "number" : undefined}>
              {text(`web.collect.col-${column.key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <BatchRow key={String(batch.id)} batch={batch} />
        ))}
      </tbody>
    </table>
  )
}

function BatchRow({ batch }: { readonly batch: Batch }) {
  const text = useText()
  const formats = useFormats()
  const { id, fileName, source, content, tally, undoneAt, finished, created } = batch
  const at = undoneAt ?? finished ?? created
  const known = tally.read > 0
  return (
    <tr>
      <th scope="row">
        <Link to="/collect/$batch" params={{ batch: String(id) }}>
          {fileName}
        </Link>{" "}
        <small>{String(id)}</small>
      </th>
      <td>{source.name}</td>
      <td>{text(`web.collect.content-${content}`)}</td>
      <td>
        <State batch={batch} />
      </td>
      <td className="number">{known ? formats.count(tally.accepted) : "–"}</td>
      <td className="number">{known ? formats.count(tally.rejected) : "–"}</td>
      <td className="number">{known ? formats.count(tally.customers) : "–"}</td>
      <td className="number">
        <time title={formats.exactly(at)}>{formats.past(at)}</time>
      </td>
    </tr>
  )
}

/** How a batch stands: a word with its shape, while it moves how far it is. */
function State({ batch: { state, progress } }: { readonly batch: Batch }) {
  const text = useText()
  const formats = useFormats()
  const { done, total } = progress
  const share = total === null || total === 0 ? 0 : done / total
  return (
    <span className={`state ${state}`}>
      {text(`web.collect.state-${state}`)}
      {state === "importing" && share > 0 ? (
        <Meter share={share} label={formats.percent(share)} />
      ) : null}
    </span>
  )
}

function BatchCard({ batch }: { readonly batch: Batch }) {
  const text = useText()
  const formats = useFormats()
  const { id, fileName, source, tally, undoneAt, finished, created } = batch
  const at = undoneAt ?? finished ?? created
  return (
    <li>
      <Link to="/collect/$batch" params={{ batch: String(id) }}>
        <b>{fileName}</b>
        <time title={formats.exactly(at)}>{formats.past(at)}</time>
        <State batch={batch} />
        <small>
          {tally.read === 0
            ? source.name
            : text("web.home.batch-done", {
                accepted: tally.accepted,
                customers: tally.customers,
              })}
        </small>
      </Link>
    </li>
  )
}
